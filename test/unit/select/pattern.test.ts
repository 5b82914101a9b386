import { describe, expect, it } from '@jest/globals';
import { compilePattern } from '../../../src/select/pattern.ts';

describe('compilePattern', () => {
  it('compiles RE2 syntax', () => {
    const pattern = compilePattern('^main-(?<ts>\\d{14})$', 'extract');

    expect(pattern.ok && pattern.value.test('main-20251114173059')).toBe(true);
  });

  it.each([
    ['(', 'does not compile'],
    ['(?=x)', 'does not compile'],
    ['(?!x)', 'does not compile'],
    ['(a)\\1', 'does not compile'],
    ['a{1001}', 'does not compile'],
    ['x'.repeat(1001), 'is too large'],
    ['[a-z]{900}[0-9]{900}', 'is too large'],
  ])('refuses %.20s', (expression, what) => {
    expect(compilePattern(expression, 'allow-tags')).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'allow-tags', what: `the regular expression ${what}` },
      },
    });
  });
});
