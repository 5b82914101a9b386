import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../../src/model/errors.ts';
import { parseFormat } from '../../../../src/select/calver/format.ts';

describe('parseFormat', () => {
  it.each([
    ['YYYY.MM.MICRO', ['2026.1.0', '2026.01.0', 'v2026.12.15'], ['26.1.0', '2026.1', '2026-1-0']],
    ['YYYYMMDD-HHmmss', ['20251114-073059'], ['2025111-073059', '20251114-73059', '20251114']],
    ['YYYY-0M-0D', ['2025-01-02'], ['2025-1-2']],
    ['YY.0M.MICRO', ['6.01.0', '25.01.0'], ['25.1.0', '2025.01.0']],
    ['0Y.0W', ['06.01'], ['6.1']],
    ['YYYYMMDDTHHmmssZ', ['20251114T173059Z'], ['20251114-173059']],
    ['vYYYY.MM', ['v2025.1', '2025.1'], ['vv2025.1']],
    ['release-YYYY.MM', ['release-2025.1'], ['2025.1', 'Release-2025.1']],
    ['YYYY.MM-MODIFIER', ['2025.1', '2025.1-rc.1'], ['2025.1-', '2025.1_rc']],
    ['YYYY.MMMODIFIER', ['2025.1', '2025.11rc1'], ['2025']],
    ['YYYYMMDD.MICRO', ['20251114.7'], ['20251114']],
    ['YYYY+MM', ['2025+1'], ['20251', '2025551']],
  ])('%s fits %j and not %j', (format, fitting, others) => {
    const { expression } = orThrow(parseFormat(format, 'format'));

    expect(fitting.filter((tag) => !expression.test(tag))).toEqual([]);
    expect(others.filter((tag) => expression.test(tag))).toEqual([]);
  });

  it.each([
    ['YYYY.MM.MICRO', ['year', 'month', undefined]],
    ['DD.MM.YYYY', ['year', 'month', 'day']],
    ['MAJOR.DD.MM.YYYY', [undefined, 'year', 'month', 'day']],
  ])('%s compares %j', (format, units) => {
    const { fields, significance } = orThrow(parseFormat(format, 'format'));

    expect(significance.map((i) => fields[i]?.unit)).toEqual(units);
  });

  it.each([
    ['', 'holds no year'],
    ['MAJOR.MINOR', 'holds no year'],
    ['YYYY.BUILD', 'holds "BUILD", which is no token'],
    ['YYYYY', 'holds "YYYYY", which is no token'],
    ['yyyy.MM', 'holds no year'],
    ['YYYY.mm', 'holds mm but no hour'],
    ['YYYY.DD', 'holds DD but no month'],
    ['YYYY.YY', 'holds a field twice'],
    ['YYYY.MICRO.MICRO', 'holds a field twice'],
    ['YYYY-MODIFIER.MM', 'goes on behind MODIFIER'],
    ['YYYY.MAJORMINOR', 'does not say where one number ends and the next begins'],
    [`YYYY${'.'.repeat(64)}`, 'is longer than 64 characters'],
  ])('refuses %j: %s', (format, what) => {
    expect(parseFormat(format, 'annotation x')).toMatchObject({
      error: { code: 'invalid-config', problem: { where: 'annotation x', what } },
    });
  });
});
