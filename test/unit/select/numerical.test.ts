import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../src/model/errors.ts';
import { numerical } from '../../../src/select/numerical.ts';

describe('numerical', () => {
  it.each([
    [undefined, '42', 42n],
    [undefined, '007', 7n],
    ['^main-[a-f0-9]+-(?<ts>\\d+)$', 'main-abc-123', 123n],
    ['(\\w+)-(?<n>\\d+)', 'rel-12', 12n],
    ['^(\\d+)\\.(\\d+)$', '3.4', 3n],
    ['\\d+', 'build99x', 99n],
    ['\\d+$', '99999999999999999999999', 99999999999999999999999n],
  ])('with extract %s, %s is %s', (extract, tag, key) => {
    expect(orThrow(numerical(extract, 'extract')).read(tag, undefined)).toEqual({ key });
  });

  it.each([
    [undefined, 'v42', 'is not a number'],
    ['^main-(\\d+)$', 'dev-1', 'holds no number by extract ^main-(\\d+)$'],
    ['^main-(.*)$', 'main-1.2', 'holds no number by extract ^main-(.*)$'],
    ['^x|(\\d+)', 'x', 'holds no number by extract ^x|(\\d+)'],
  ])('with extract %s, %s is refused', (extract, tag, reason) => {
    expect(orThrow(numerical(extract, 'extract')).read(tag, undefined)).toEqual({
      code: 'not-extracted',
      reason,
    });
  });

  it('compares beyond 2^53', () => {
    const { compare } = orThrow(numerical(undefined, 'extract'));

    expect(compare(9007199254740992n, 9007199254740993n)).toBeLessThan(0);
  });

  it.each(['', '('])('refuses the expression %j', (extract) => {
    expect(numerical(extract, 'annotation x')).toMatchObject({
      error: { code: 'invalid-config', problem: { where: 'annotation x' } },
    });
  });
});
