import { ok, type Result } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { compareNumbers, comparePrereleases } from '../model/version.ts';
import { parseFormat } from './calver/format.ts';
import { readTag, type Value } from './calver/read.ts';
import type { Refusal, Strategy } from './strategy.ts';

/** The latest calendar version by a format (see `parseFormat`), compared field by field. */
export function calver(text: string, where: string): Result<Strategy<readonly Value[]>> {
  const format = parseFormat(text, where);
  if (!format.ok) return format;
  const other = refusal(`is not in the format ${printable(text)}`);
  return ok({
    taken: `latest by ${printable(text)}`,
    below: 'earlier than',
    level: 'same version as',
    compare: compareKeys,
    read(tag) {
      const read = readTag(tag, format.value);
      if ('key' in read) return read;
      return read.wrong === undefined ? other : refusal(read.wrong);
    },
  });
}

function refusal(reason: string): Refusal {
  return { code: 'not-in-format', reason };
}

function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (const [i, left] of a.entries()) {
    const order = compareValues(left, b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** A tag without the modifier is above those with one, as a release is above its prereleases. */
function compareValues(a: Value, b: Value): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return compareNumbers(a, b);
  return comparePrereleases(String(a), String(b));
}
