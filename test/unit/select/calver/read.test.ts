import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../../src/model/errors.ts';
import { parseFormat } from '../../../../src/select/calver/format.ts';
import { readTag } from '../../../../src/select/calver/read.ts';

function read(format: string, tag: string) {
  return readTag(tag, orThrow(parseFormat(format, 'format')));
}

describe('readTag', () => {
  it.each([
    ['YYYY.MM.MICRO', '2025.01.7', [2025n, 1n, 7n]],
    ['DD.MM.YYYY', '29.02.2024', [2024n, 2n, 29n]],
    ['YY.MM.DD', '24.2.29', [24n, 2n, 29n]],
    ['YYYY.MM-MODIFIER', '2025.1', [2025n, 1n, '']],
    ['YYYY.MM-MODIFIER', '2025.1-rc.1', [2025n, 1n, 'rc.1']],
  ])('by %s, reads %s', (format, tag, key) => {
    expect(read(format, tag)).toEqual({ key });
  });

  it.each([
    ['YYYY.MM', 'latest', undefined],
    ['YYYY.MM', '2025.0', 'holds month 0, not 1 to 12'],
    ['YYYY.MM', '1825.1', 'holds year 1825, not 1970 to 9999'],
    ['YYYYMMDD', '20250230', 'holds day 30, but month 2 ends on 28'],
    ['YYYYMMDD', '20250431', 'holds day 31, but month 4 ends on 30'],
    ['YY.MM.DD', '25.2.29', 'holds day 29, but month 2 ends on 28'],
    ['YYYYMMDDHHmmss', '20251114240000', 'holds hour 24, not 0 to 23'],
    ['YYYY.WW', '2025.54', 'holds week 54, not 1 to 53'],
  ])('by %s, refuses %s', (format, tag, wrong) => {
    expect(read(format, tag)).toEqual({ wrong });
  });
});
