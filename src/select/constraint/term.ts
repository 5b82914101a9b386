import {
  compareNumbers,
  comparePrereleases,
  compareVersions,
  type Version,
} from '../../model/version.ts';

export const OPERATORS = ['', '=', '!=', '>', '<', '>=', '=>', '<=', '=<', '~', '~>', '^'] as const;
export type Operator = (typeof OPERATORS)[number];

/** How many numbers of a bound were written before the first wildcard or gap: `1.x` and `1` have one. */
export type Given = 0 | 1 | 2 | 3;

/** What stands behind an operator; numbers that were not given are 0. */
export interface Bound {
  readonly version: Version;
  readonly given: Given;
}

export type Test = (version: Version) => boolean;

/**
 * What an operator lets through, by Masterminds 3.4 (table in `test/vectors/semver/README.md`). Its
 * wildcard `*` is 0.0.0 to most operators, which makes `^*` 0.0.0 only and `<=*` 0.0.x.
 */
export function compileTerm(operator: Operator, bound: Bound): Test {
  switch (operator) {
    case '':
    case '=':
      return bound.given === 3 ? (version) => equal(version, bound) : tilde(bound);
    case '!=':
      return (version) => differs(version, bound);
    case '>':
      return (version) => above(version, bound);
    case '>=':
    case '=>':
      return (version) => atLeast(version, bound);
    case '<':
      return (version) => !atLeast(version, bound);
    case '<=':
    case '=<':
      return (version) => atMost(version, bound);
    case '~':
    case '~>':
      return tilde(bound);
    case '^':
      return caret(bound);
  }
}

function equal(version: Version, bound: Bound): boolean {
  return compareVersions(version, bound.version) === 0;
}

function atLeast(version: Version, bound: Bound): boolean {
  return compareVersions(version, bound.version) >= 0;
}

/** Outside the range; `!=1.2-alpha` is against the `-alpha` of any 1.2.x. */
function differs(version: Version, { version: bound, given }: Bound): boolean {
  if (given === 0 || given === 3) return compareVersions(version, bound) !== 0;
  if (compareGiven(version, bound, given) !== 0) return true;
  return given === 2 && comparePrereleases(version.prerelease, bound.prerelease) !== 0;
}

/** `>11` begins at 12.0.0; `>*` at what is above 0.0.0. */
function above(version: Version, { version: bound, given }: Bound): boolean {
  if (given === 0 || given === 3) return compareVersions(version, bound) > 0;
  return compareGiven(version, bound, given) > 0;
}

/** `<=1.5` takes 1.5.9 too; `<=*` takes 0.0.x. */
function atMost(version: Version, { version: bound, given }: Bound): boolean {
  if (given === 3) return compareVersions(version, bound) <= 0;
  return compareGiven(version, bound, given === 0 ? 2 : given) <= 0;
}

/** From the bound on, within the numbers given but the patch. Without any number, or from 0.0.0: all. */
function tilde({ version: bound, given }: Bound): Test {
  const open = given === 0 || (given === 3 && isZero(bound));
  const fixed = open ? 0 : given === 1 ? 1 : 2;
  return (version) =>
    compareVersions(version, bound) >= 0 && compareGiven(version, bound, fixed) === 0;
}

/** From the bound on, as long as the first number that is not 0 stays. `^0` and `^0.0` stop before that. */
function caret({ version: bound, given }: Bound): Test {
  const fixed = caretNumbers(bound, given === 0 ? 3 : given);
  return (version) =>
    compareVersions(version, bound) >= 0 && compareGiven(version, bound, fixed) === 0;
}

function caretNumbers(bound: Version, given: Given): Given {
  if (bound.major !== 0n || given === 1) return 1;
  return bound.minor !== 0n || given === 2 ? 2 : 3;
}

function isZero({ major, minor, patch }: Version): boolean {
  return major === 0n && minor === 0n && patch === 0n;
}

/** Compares the first `count` numbers only. */
function compareGiven(a: Version, b: Version, count: Given): number {
  const major = count > 0 ? compareNumbers(a.major, b.major) : 0;
  const minor = count > 1 ? compareNumbers(a.minor, b.minor) : 0;
  const patch = count > 2 ? compareNumbers(a.patch, b.patch) : 0;
  return major || minor || patch;
}
