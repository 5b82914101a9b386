import type { Environment } from '../environment.ts';
import { checkAccess } from './checks/access.ts';
import { checkNames } from './checks/names.ts';
import { checkPolicies } from './checks/policies.ts';
import { checkRollouts } from './checks/rollouts.ts';
import { checkSecretKeys } from './checks/secret-keys.ts';
import type { Finding } from './finding.ts';

/**
 * The pitfalls of an environment: what fits the schema, but would not work or would harm. Whoever is about
 * to touch something refuses an environment that has any.
 *
 * @param secretKeys the encrypted keys of the file; absent where no secret is needed, as for manifests
 */
export function checkEnvironment(
  environment: Environment,
  secretKeys?: readonly string[],
): readonly Finding[] {
  return [
    ...checkNames(environment),
    ...checkPolicies(environment),
    ...checkRollouts(environment),
    ...checkAccess(environment),
    ...(secretKeys === undefined ? [] : checkSecretKeys(environment, secretKeys)),
  ];
}
