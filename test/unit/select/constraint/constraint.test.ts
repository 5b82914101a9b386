import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseVersion, type Version } from '../../../../src/model/version.ts';
import {
  type Answer,
  checkConstraint,
  parseConstraint,
} from '../../../../src/select/constraint/constraint.ts';

interface Constraints {
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  readonly versions: readonly string[];
  readonly matrix: readonly (readonly [string, string])[];
  readonly checks: readonly (readonly [string, readonly string[], readonly string[]])[];
}

const vectors: Constraints = JSON.parse(
  readFileSync('test/vectors/semver/constraints.json', 'utf8'),
);

function check(text: string): (version: string) => Answer {
  const constraint = parseConstraint(text);
  if (!constraint.ok) throw constraint.error;
  return (version) => checkConstraint(constraint.value, parsed(version));
}

function parsed(text: string): Version {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(`${text} is no version`);
  return version;
}

describe('parseConstraint', () => {
  it('reads what Masterminds reads', () => {
    expect(vectors.valid.filter((text) => !parseConstraint(text).ok)).toEqual([]);
  });

  it('refuses what Masterminds refuses', () => {
    expect(vectors.invalid.filter((text) => parseConstraint(text).ok)).toEqual([]);
  });
});

describe('checkConstraint', () => {
  it('answers the whole matrix as Masterminds does', () => {
    const rows = vectors.matrix.map(([text]) => {
      const answer = check(text);
      return [text, vectors.versions.map((v) => (answer(v) === 'inside' ? '1' : '0')).join('')];
    });

    expect(rows).toEqual(vectors.matrix);
  });

  it('answers every random check as Masterminds does', () => {
    const rows = vectors.checks.map(([text, through, refused]) => {
      const answer = check(text);
      return [
        text,
        through.filter((v) => answer(v) === 'inside'),
        refused.filter((v) => answer(v) !== 'inside'),
      ];
    });

    expect(rows).toEqual(vectors.checks);
  });

  it.each([
    ['^1', '1.2.0-rc1', 'prerelease'],
    ['^1', '2.0.0-rc1', 'outside'],
    ['^1 || ^2.0.0-0', '2.1.0-rc1', 'inside'],
    ['*', '2.0.0-rc1', 'prerelease'],
    ['>=2 || <1', '1.5.0-rc1', 'outside'],
  ])('by %s, %s is %s', (text, version, answer) => {
    expect(check(text)(version)).toBe(answer);
  });
});
