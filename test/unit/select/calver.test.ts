import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../src/model/errors.ts';
import type { Value } from '../../../src/select/calver/read.ts';
import { calver } from '../../../src/select/calver.ts';
import type { Reading } from '../../../src/select/strategy.ts';

function keyOf(reading: Reading<readonly Value[]>): readonly Value[] {
  if ('key' in reading) return reading.key;
  throw new Error(reading.reason);
}

function sorted(format: string, tags: readonly string[]): readonly string[] {
  const { read, compare } = orThrow(calver(format, 'format'));
  return tags.toSorted((a, b) => compare(keyOf(read(a, undefined)), keyOf(read(b, undefined))));
}

describe('calver', () => {
  it.each([
    ['YYYY.MM.MICRO', ['2025.1.10', '2025.2.9', '2025.2.10', '2025.10.0', '2026.1.0']],
    ['YYYYMMDD-HHmmss', ['20251113-235959', '20251114-073059', '20251114-173059']],
    ['DD.MM.YYYY', ['31.12.2024', '30.01.2025', '01.02.2025']],
    ['MAJOR.YYYY.MM', ['1.2026.1', '2.2025.1', '2.2025.2']],
    ['YYYY.MM-MODIFIER', ['2025.1-rc.2', '2025.1-rc.10', '2025.1', '2025.2-alpha']],
    ['YY.WW', ['9.53', '25.1', '25.46', '106.1']],
    ['YYYY.MICRO', ['2025.9007199254740992', '2025.9007199254740993']],
  ])('by %s, orders %j', (format, tags) => {
    expect(sorted(format, tags.toReversed())).toEqual(tags);
  });

  it('refuses other tags with what is wrong', () => {
    const { read } = orThrow(calver('YYYY.MM.MICRO', 'format'));

    expect(read('latest', undefined)).toEqual({
      code: 'not-in-format',
      reason: 'is not in the format YYYY.MM.MICRO',
    });
    expect(read('2025.13.1', undefined)).toEqual({
      code: 'not-in-format',
      reason: 'holds month 13, not 1 to 12',
    });
  });

  it('refuses a bad format', () => {
    expect(calver('', 'annotation x')).toMatchObject({
      error: { code: 'invalid-config', problem: { where: 'annotation x', found: 'nothing' } },
    });
  });
});
