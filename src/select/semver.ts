import { printable } from '../model/printable.ts';
import { compareVersions, parseVersion, type Version } from '../model/version.ts';
import { type Constraint, checkConstraint } from './constraint/constraint.ts';
import type { Refusal, Strategy } from './strategy.ts';

const NO_VERSION: Refusal = { code: 'not-a-version', reason: 'is not a version such as 1.2.3' };

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
      if (version === undefined) return NO_VERSION;
      const answer = checkConstraint(constraint, version);
      if (answer === 'inside') return { key: version };
      return answer === 'prerelease' ? prerelease : outside;
    },
  };
}

function refusal(code: Refusal['code'], reason: string): Refusal {
  return { code, reason };
}
