import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import semver from 'semver';
import { compareVersions, parseVersion, type Version } from '../../../src/model/version.ts';
import { holds } from '../../support/holds.ts';

const VECTORS = 'test/vectors/semver';

interface Versions {
  readonly valid: readonly (readonly [string, string, string, string, string, string])[];
  readonly invalid: readonly string[];
}

interface Comparisons {
  readonly versions: readonly string[];
  readonly matrix: readonly string[];
  readonly pairs: readonly (readonly [string, string, string])[];
}

const versions: Versions = JSON.parse(readFileSync(`${VECTORS}/versions.json`, 'utf8'));
const comparisons: Comparisons = JSON.parse(readFileSync(`${VECTORS}/comparisons.json`, 'utf8'));

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

function sign(a: string, b: string): string {
  const order = compareVersions(version(a), version(b));
  return order === 0 ? '=' : order < 0 ? '<' : '>';
}

describe('parseVersion', () => {
  it('reads every version of the vectors as Masterminds does', () => {
    const read = versions.valid.map(([text]) => {
      const { major, minor, patch, prerelease, metadata } = version(text);
      return [text, `${major}`, `${minor}`, `${patch}`, prerelease, metadata];
    });

    expect(read).toEqual(versions.valid);
  });

  it('refuses every other text of the vectors', () => {
    expect(versions.invalid.filter((text) => parseVersion(text) !== undefined)).toEqual([]);
  });

  it('refuses what is longer than any version', () => {
    expect(parseVersion(`1.0.0-${'a'.repeat(300)}`)).toBeUndefined();
  });
});

describe('compareVersions', () => {
  it('orders every pair of the matrix as Masterminds does', () => {
    const rows = comparisons.versions.map((a) =>
      comparisons.versions.map((b) => sign(a, b)).join(''),
    );

    expect(rows).toEqual(comparisons.matrix);
  });

  it('orders every random pair as Masterminds does', () => {
    expect(comparisons.pairs.map(([a, , b]) => [a, sign(a, b), b])).toEqual(comparisons.pairs);
  });

  it('agrees with npm semver on what both read', () => {
    const number = fc.nat({ max: 99 });
    const identifier = fc.oneof(
      number.map(String),
      fc.stringMatching(/^[0-9A-Za-z-]{1,4}$/).filter((text) => !/^\d+$/.test(text)),
    );
    const text = fc
      .tuple(number, number, number, fc.array(identifier, { maxLength: 3 }))
      .map(([a, b, c, tail]) => `${a}.${b}.${c}${tail.length === 0 ? '' : `-${tail.join('.')}`}`);

    holds(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareVersions(version(a), version(b)))).toBe(semver.compare(a, b));
      }),
    );
  });
});
