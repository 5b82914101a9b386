/** One field of a calendar version. */
export interface Token {
  readonly name: string;
  /** What it may look like, as a regular expression without groups. */
  readonly digits: string;
  /** The same where another number touches it, and nothing else tells where it ends. */
  readonly packed?: string | undefined;
  /** The part of the date it gives; finer ones are larger. Absent for plain numbers. */
  readonly unit?: Unit | undefined;
  /** The unit without which this one makes no sense: `mm` in place of `MM` is a common slip. */
  readonly needs?: Unit | undefined;
  /** Inclusive. */
  readonly range?: readonly [number, number] | undefined;
}

export const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;
export type Unit = (typeof UNITS)[number];

/** Text behind a version, as a prerelease has it: `rc.1`. */
export const MODIFIER = 'MODIFIER';

const SHORT = '\\d{1,2}';
const TWO = '\\d\\d';

/**
 * The tokens of calver.org, and `HH mm ss` for builds that come more often than daily. Short forms
 * (`MM`) take a leading zero too, since people write it; zero-padded forms (`0M`) demand it. `YY` and
 * `0Y` count from the year 2000.
 */
export const TOKENS: readonly Token[] = [
  { name: 'YYYY', digits: '\\d{4}', unit: 'year', range: [1970, 9999] },
  { name: '0Y', digits: '\\d{2,3}', packed: TWO, unit: 'year', range: [0, 999] },
  { name: 'YY', digits: '\\d{1,3}', packed: TWO, unit: 'year', range: [0, 999] },
  { name: '0M', digits: TWO, unit: 'month', range: [1, 12] },
  { name: 'MM', digits: SHORT, packed: TWO, unit: 'month', range: [1, 12] },
  { name: '0W', digits: TWO, unit: 'week', range: [1, 53] },
  { name: 'WW', digits: SHORT, packed: TWO, unit: 'week', range: [1, 53] },
  { name: '0D', digits: TWO, unit: 'day', needs: 'month', range: [1, 31] },
  { name: 'DD', digits: SHORT, packed: TWO, unit: 'day', needs: 'month', range: [1, 31] },
  { name: 'HH', digits: TWO, unit: 'hour', needs: 'day', range: [0, 23] },
  { name: 'mm', digits: TWO, unit: 'minute', needs: 'hour', range: [0, 59] },
  { name: 'ss', digits: TWO, unit: 'second', needs: 'minute', range: [0, 60] },
  { name: 'MAJOR', digits: '\\d+' },
  { name: 'MINOR', digits: '\\d+' },
  { name: 'MICRO', digits: '\\d+' },
  { name: MODIFIER, digits: '[0-9A-Za-z.-]+' },
];
