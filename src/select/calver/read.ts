import type { Format } from './format.ts';
import { MODIFIER, type Token, type Unit } from './tokens.ts';

/** A field's value; the modifier is text, `''` when absent. */
export type Value = bigint | string;

/** The fields of a tag as the format names them, the most significant first; or what is wrong with it. */
export type Read = { readonly key: readonly Value[] } | { readonly wrong: string | undefined };

/** `wrong` is undefined when the tag does not look like the format at all. */
export function readTag(tag: string, { expression, fields, significance }: Format): Read {
  const match = expression.exec(tag);
  if (match === null) return { wrong: undefined };
  const texts = match.slice(1).map((text) => text ?? '');
  const wrong = outOfRange(fields, texts);
  if (wrong !== undefined) return { wrong };
  return { key: significance.map((i) => fieldValue(fields[i], texts[i] ?? '')) };
}

function fieldValue(field: Token | undefined, text: string): Value {
  return field?.name === MODIFIER ? text : BigInt(text);
}

function outOfRange(fields: readonly Token[], texts: readonly string[]): string | undefined {
  const date = new Map<Unit, number>();
  for (const [i, { unit, range }] of fields.entries()) {
    if (unit === undefined || range === undefined) continue;
    const value = Number(texts[i]);
    const [low, high] = range;
    if (value < low || value > high) return `holds ${unit} ${value}, not ${low} to ${high}`;
    date.set(unit, value);
  }
  return impossibleDay(date.get('year'), date.get('month'), date.get('day'));
}

/** Years below 100 stand for 2000 and later, as calver.org has it. */
function impossibleDay(year = 0, month?: number, day?: number): string | undefined {
  if (month === undefined || day === undefined) return undefined;
  const lastDay = new Date(Date.UTC(year < 1000 ? 2000 + year : year, month, 0)).getUTCDate();
  return day > lastDay ? `holds day ${day}, but month ${month} ends on ${lastDay}` : undefined;
}
