import { printable } from '../model/printable.ts';
import { compareVersions, parseVersion, type Version } from '../model/version.ts';
import { type Constraint, checkConstraint } from './constraint/constraint.ts';
import type { Refusal, Strategy } from './strategy.ts';

const NO_VERSION: Refusal = { code: 'not-a-version', reason: 'is not a version such as 1.2.3' };

/** The highest version inside the constraint; without one, the highest release. */
export function semver(constraint: Constraint): Strategy<Version> {
  const text = printable(constraint.text);
  const prerelease: Refusal = {
    code: 'prerelease',
    reason: `is a prerelease, and constraint ${text} admits none; -0 behind a version of it would`,
  };
  const outside: Refusal = { code: 'outside-constraint', reason: `is outside constraint ${text}` };
  return {
    taken: `highest version inside ${text}`,
    below: 'lower than',
    level: 'same version as',
    compare: compareVersions,
    read(tag) {
      const version = parseVersion(tag);
      if (version === undefined) return NO_VERSION;
      const answer = checkConstraint(constraint, version);
      if (answer === 'inside') return { key: version };
      return answer === 'prerelease' ? prerelease : outside;
    },
  };
}
