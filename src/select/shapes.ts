/** What a tag looks like that is no version although it may parse as one. */
export type Shape = 'date' | 'sha';

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const TIME = '(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?';
/** Seconds or milliseconds since 1970, from 2001 to 2033. */
const EPOCH = '1\\d{9}(?:\\d{3})?';
const DATE = new RegExp(
  `^v?(?:${YEAR}${MONTH}${DAY}(?:${TIME})?|${YEAR}-${MONTH}(?:-${DAY})?|${EPOCH})(?![0-9A-SU-Za-su-z])`,
);

/**
 * A commit, abbreviated to 7 characters or more, and what a build may add to it. One in 27 of those with 7
 * has digits only, and is then a version above any that a person gives. A word such as `defaced` is none.
 */
const SHA = /^(?:sha-?|git-?|g)?(?=[a-f]*\d)(?:[0-9a-f]{7,40}|[0-9a-f]{64})(?:[-_+].*)?$/s;

const DOTTED = /^v?\d+\.\d+(?:\.\d+)?(?:[-+].*)?$/s;

/** The shape of a date, a date and time, or a commit SHA, whatever follows it. */
export function shapeOf(tag: string): Shape | undefined {
  if (DATE.test(tag)) return 'date';
  return SHA.test(tag) ? 'sha' : undefined;
}

/** Whether a tag looks like the versions that people give: `1.2`, `v1.2.3-rc1`, `2025.11.14`. */
export function isDotted(tag: string): boolean {
  return DOTTED.test(tag) && !DATE.test(tag);
}
