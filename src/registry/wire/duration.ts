const UNIT_MS = new Map([
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

/** A Go duration (`12h`, `1h30m`, `90s`) in milliseconds, or undefined when it is none or not positive. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(/([\d.]+)(h|ms|m|s)/g)) {
    total += Number(amount) * (UNIT_MS.get(unit) ?? 0);
  }
  return total > 0 ? total : undefined;
}
