import { orThrow } from '../../src/model/errors.ts';
import type { PolicySpec } from '../../src/model/policy.ts';
import { compilePolicy, type Policy } from '../../src/select/policy.ts';

/** A semver policy without constraint, filters and platforms, but for what is given. */
export function policySpec(given: Partial<PolicySpec> = {}): PolicySpec {
  return { strategy: 'semver', ignoreTags: [], platforms: [], allowDowngrade: false, ...given };
}

export function policy(given: Partial<PolicySpec> = {}): Policy {
  return orThrow(compilePolicy(policySpec(given)));
}
