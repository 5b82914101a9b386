import type { RE2JS } from 're2js';
import { fail, ok, type Result } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { compareNumbers } from '../model/version.ts';
import { compilePattern } from './pattern.ts';
import type { Refusal, Strategy } from './strategy.ts';

const NUMBER = /^\d+$/;
const WHOLE_TAG = '^\\d+$';

/**
 * The highest number, of any length. Where it stands in the tag is what the expression's first named
 * group matches, else its first group, else the whole match; without an expression the tag is the number.
 */
export function numerical(extract: string | undefined, where: string): Result<Strategy<bigint>> {
  if (extract === '') return empty(where);
  const pattern = compilePattern(extract ?? WHOLE_TAG, where);
  if (!pattern.ok) return pattern;
  const group = numberGroup(pattern.value);
  const refusal = notExtracted(extract);
  return ok({
    taken: 'highest number',
    below: 'lower than',
    level: 'same number as',
    compare: compareNumbers,
    read(tag) {
      const match = pattern.value.matcher(tag);
      const found = match.find() ? match.group(group) : null;
      return found !== null && NUMBER.test(found) ? { key: BigInt(found) } : refusal;
    },
  });
}

function numberGroup(pattern: RE2JS): number {
  const named = Object.values(pattern.namedGroups());
  if (named.length > 0) return Math.min(...named);
  return pattern.groupCount() > 0 ? 1 : 0;
}

function notExtracted(extract: string | undefined): Refusal {
  const reason =
    extract === undefined ? 'is not a number' : `holds no number by extract ${printable(extract)}`;
  return { code: 'not-extracted', reason };
}

function empty(where: string): Result<never> {
  return fail('invalid-config', {
    what: 'is empty',
    where,
    expected: 'an expression whose group is the number, such as ^main-[a-f0-9]+-(?<ts>\\d+)$',
  });
}
