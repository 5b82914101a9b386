import { describe, expect, it } from '@jest/globals';
import { parseStrategy, STRATEGY_NAMES } from '../../../src/model/policy.ts';

describe('parseStrategy', () => {
  it.each([
    ['semver', 'semver'],
    ['SemVer', 'semver'],
    ['latest', 'newest-build'],
    ['name', 'alphabetical'],
    ['newest', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('reads %j as %s', (name, strategy) => {
    expect(parseStrategy(name)).toBe(strategy);
  });

  it('knows every name it offers', () => {
    expect(STRATEGY_NAMES.map(parseStrategy)).not.toContain(undefined);
  });
});
