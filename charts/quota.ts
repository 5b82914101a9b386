import type { Environment } from '../infra/environment.ts';
import { SYNC_WAVE } from './application.ts';
import { labelsOf, type Manifest } from './manifest.ts';
import { namespacesOf, type TeamOf } from './team.ts';

/** Before the Applications, whose pods it counts. */
const QUOTA_WAVE = '-5';

/**
 * The ResourceQuota of each namespace of a team, none where the team has none. What it limits are requests,
 * so Kubernetes refuses pods of these namespaces that request nothing.
 */
export function teamQuotas(environment: Environment, team: TeamOf): readonly Manifest[] {
  const { quota } = team;
  if (quota === undefined) return [];
  const hard = {
    ...(quota.cpu === undefined ? {} : { 'requests.cpu': quota.cpu }),
    ...(quota.memory === undefined ? {} : { 'requests.memory': quota.memory }),
    ...(quota.pods === undefined ? {} : { pods: String(quota.pods) }),
  };
  return namespacesOf(environment, team).map((namespace) => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {
      name: team.name,
      namespace,
      labels: labelsOf(team.name),
      annotations: { [SYNC_WAVE]: QUOTA_WAVE },
    },
    spec: { hard },
  }));
}
