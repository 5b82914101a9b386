import { describe, expect, it } from '@jest/globals';
import { nameMatcher } from '../../../src/sources/name-glob.ts';

describe('nameMatcher', () => {
  it.each([
    [[], 'anything', true],
    [['back'], 'back', true],
    [['back'], 'backend', false],
    [['team-*'], 'team-a', true],
    [['team-*'], 'my-team-a', false],
    [['a', 'b?'], 'bc', true],
    [['b?'], 'b', false],
    [['b[a-c]'], 'bb', true],
    [['b[^a-c]'], 'bb', false],
    [['a.b'], 'axb', false],
    [['a+(b)'], 'a+(b)', true],
    [['*'], '', true],
  ])('matches %j with %s: %s', (globs, name, expected) => {
    expect(nameMatcher(globs)(name)).toBe(expected);
  });

  it('says which glob makes no sense', () => {
    expect(() => nameMatcher(['ok', '[z-a]'])).toThrow(/"\[z-a\]"/);
  });
});
