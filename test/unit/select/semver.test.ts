import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../src/model/errors.ts';
import { parseConstraint } from '../../../src/select/constraint/constraint.ts';
import { semver } from '../../../src/select/semver.ts';

const padded = (number: string) =>
  `is not a version: ${number} behind the dash is a number with a leading 0`;

function refusal(constraint: string, tag: string): readonly string[] {
  const reading = semver(orThrow(parseConstraint(constraint))).read(tag, undefined);
  return 'key' in reading ? [] : [reading.code, reading.reason];
}

describe('semver', () => {
  it.each([
    ['*', 'latest', ['not-a-version', 'is not a version such as 1.2.3']],
    ['*', '1.2.3.4', ['not-a-version', 'is not a version: it has more than three numbers']],
    ['*-0', '20251114-073059', ['not-a-version', padded('073059')]],
    ['*-0', '1.2.3-rc.01.x', ['not-a-version', padded('01')]],
    ['*-0', '1.2.3-0a01_', ['not-a-version', 'is not a version such as 1.2.3']],
    [
      '*',
      '1.0.0-rc1',
      ['prerelease', 'is a prerelease, which only a constraint such as *-0 would take'],
    ],
    [
      '^1',
      '1.2.0-rc1',
      [
        'prerelease',
        'is a prerelease, and constraint ^1 takes none: no version in it ends like 1.0.0-0',
      ],
    ],
    ['^1', '2.0.0-rc1', ['outside-constraint', 'is outside constraint ^1']],
    ['^1', '2.0.0', ['outside-constraint', 'is outside constraint ^1']],
    ['^1', 'v1.2', []],
  ])('by %s, %s is refused with %j', (constraint, tag, expected) => {
    expect(refusal(constraint, tag)).toEqual(expected);
  });

  it('says what the taken one is', () => {
    expect(semver(orThrow(parseConstraint('*'))).taken).toBe('highest release');
    expect(semver(orThrow(parseConstraint('1.x || 3.x'))).taken).toBe(
      'highest version inside 1.x || 3.x',
    );
  });
});
