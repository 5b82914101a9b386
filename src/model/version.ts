import { compareBytes } from './byte-order.ts';

/**
 * A version as Masterminds/semver 3.4 reads it with `NewVersion`, the library behind the constraints that
 * users have in their annotations: `v?N[.N[.N]][-prerelease][+metadata]`, missing numbers are 0, leading
 * zeros are dropped. `test/vectors/semver` holds that library's own answers.
 *
 * Numbers are unsigned 64 bits there, hence bigint: npm's semver refuses what is above 2^53, and every
 * partial version.
 */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** Without the dash, `''` for a release. */
  readonly prerelease: string;
  /** Without the plus. Never compared. */
  readonly metadata: string;
}

/** Above any tag (128 characters) and any version that a person would write in a constraint. */
const MAX_LENGTH = 256;
const MAX_NUMBER = 2n ** 64n - 1n;

const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const SHAPE = new RegExp(
  `^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-(${IDENTIFIERS}))?(?:\\+(${IDENTIFIERS}))?$`,
);
const DIGITS = /^\d+$/;
const PADDED = /^0\d+$/;

/** The version that `text` is, or undefined if it is none. */
export function parseVersion(text: string): Version | undefined {
  const parts = text.length > MAX_LENGTH ? null : SHAPE.exec(text);
  if (parts === null) return undefined;
  const [, first = '0', second = '0', third = '0', prerelease = '', metadata = ''] = parts;
  const major = BigInt(first);
  const minor = BigInt(second);
  const patch = BigInt(third);
  if (major > MAX_NUMBER || minor > MAX_NUMBER || patch > MAX_NUMBER) return undefined;
  if (prerelease !== '' && prerelease.split('.').some((part) => PADDED.test(part)))
    return undefined;
  return { major, minor, patch, prerelease, metadata };
}

/** Negative, 0 or positive. A release is above its prereleases; metadata does not count. */
export function compareVersions(a: Version, b: Version): number {
  return (
    compareNumbers(a.major, b.major) ||
    compareNumbers(a.minor, b.minor) ||
    compareNumbers(a.patch, b.patch) ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** Identifier by identifier; when all of the shorter list are equal, the longer list is above. */
export function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = compareIdentifiers(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

export function compareNumbers(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A number is below a word; one that does not fit 64 bits is a word. */
function compareIdentifiers(a: string, b: string): number {
  const left = asNumber(a);
  const right = asNumber(b);
  if (left === undefined) return right === undefined ? compareBytes(a, b) : 1;
  return right === undefined ? -1 : compareNumbers(left, right);
}

function asNumber(identifier: string): bigint | undefined {
  if (!DIGITS.test(identifier)) return undefined;
  const value = BigInt(identifier);
  return value > MAX_NUMBER ? undefined : value;
}
