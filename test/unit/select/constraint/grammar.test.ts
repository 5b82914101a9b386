import { describe, expect, it } from '@jest/globals';
import { parseGroups } from '../../../../src/select/constraint/grammar.ts';

function terms(text: string): readonly (readonly string[])[] {
  const groups = parseGroups(text);
  if (!groups.ok) throw groups.error;
  return groups.value.map((group) =>
    group.map(({ operator, bound: { version, given } }) => {
      const { major, minor, patch, prerelease } = version;
      return `${operator} ${major}.${minor}.${patch} ${prerelease}/${given}`;
    }),
  );
}

describe('parseGroups', () => {
  it.each([
    ['1.2.3', [[' 1.2.3 /3']]],
    ['>=1.2 <2', [['>= 1.2.0 /2', '< 2.0.0 /1']]],
    ['>= 1 , < 2', [['>= 1.0.0 /1', '< 2.0.0 /1']]],
    ['1.x-0 || ~> v3', [[' 1.0.0 0/1'], ['~> 3.0.0 /1']]],
    ['*.5.6+meta', [[' 0.0.0 /0']]],
    ['1.2 - 1.5', [['>= 1.2.0 /2', '<= 1.5.0 /2']]],
    ['0.2||1 - 2', [['>= 0.2.0 /2'], [' 1.0.0 /1', '<= 2.0.0 /1']]],
  ])('reads %s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it.each([
    ['', 'has an empty part; found nothing'],
    ['1 || ', 'has an empty part; found " "'],
    ['1,', 'ends in a comma; found "1,"'],
    ['latest', 'does not parse; found "latest"'],
    ['>=1.2.3.4 <2', 'does not parse; found "1.2.3.4" behind >='],
    ['>= ', 'does not parse; found nothing behind >='],
    ['==1', 'has an unknown operator; found "=="; expected = != > '],
    ['1 && 2', 'does not parse; found "&&"'],
    [`1${' '.repeat(600)}`, 'is too long; found 601 characters; expected at most 500'],
  ])('says what is wrong with %j', (text, sentence) => {
    const groups = parseGroups(text);

    expect(groups.ok ? undefined : groups.error.code).toBe('invalid-config');
    expect(groups.ok ? '' : groups.error.message).toContain(`constraint: ${sentence}`);
  });

  it('points somebody who names a tag to the digest strategy', () => {
    const groups = parseGroups('latest');

    expect(groups.ok ? '' : groups.error.problem.hint).toContain('use strategy digest');
  });

  it('takes no longer for many blanks', () => {
    expect(parseGroups(`1${' '.repeat(490)}x y`).ok).toBe(false);
    expect(parseGroups(`1 -${' '.repeat(490)}`).ok).toBe(false);
  });
});
