import { printable } from '../model/printable.ts';
import { compareVersions, parseVersion, type Version } from '../model/version.ts';
import { type Constraint, checkConstraint } from './constraint/constraint.ts';
import type { Refusal, Strategy } from './strategy.ts';

const NO_VERSION = refusal('not-a-version', 'is not a version such as 1.2.3');
const FOUR_NUMBERS = refusal('not-a-version', 'is not a version: it has more than three numbers');

/** The highest version inside the constraint; inside `*`, which stands for none, the highest release. */
export function semver(constraint: Constraint): Strategy<Version> {
  const text = printable(constraint.text);
  const unconstrained = constraint.text === '*';
  const prerelease = refusal(
    'prerelease',
    unconstrained
      ? 'is a prerelease, which only a constraint such as *-0 would take'
      : `is a prerelease, and constraint ${text} takes none: no version in it ends like 1.0.0-0`,
  );
  const outside = refusal('outside-constraint', `is outside constraint ${text}`);
  return {
    taken: unconstrained ? 'highest release' : `highest version inside ${text}`,
    below: 'lower than',
    level: 'same version as',
    compare: compareVersions,
    read(tag) {
      const version = parseVersion(tag);
      if (version === undefined) return noVersion(tag);
      const answer = checkConstraint(constraint, version);
      if (answer === 'inside') return { key: version };
      return answer === 'prerelease' ? prerelease : outside;
    },
  };
}

/** Near misses get a reason of their own: beside `20251114-173059`, `20251114-073059` is a surprise. */
function noVersion(tag: string): Refusal {
  if (/^v?\d+(?:\.\d+){3}/.test(tag)) return FOUR_NUMBERS;
  const padded = /^v?\d+(?:\.\d+){0,2}-(?:[0-9A-Za-z-]+\.)*?(0\d+)(?:$|[.+])/.exec(tag)?.[1];
  if (padded === undefined) return NO_VERSION;
  const reason = `is not a version: ${padded} behind the dash is a number with a leading 0`;
  return refusal('not-a-version', reason);
}

function refusal(code: Refusal['code'], reason: string): Refusal {
  return { code, reason };
}
