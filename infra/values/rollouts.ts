import type { Environment } from '../environment.ts';

/** Values of the chart `argo-rollouts`. The dashboard has no login of its own, so it only reads. */
export function rolloutsValues({ dashboard }: Environment['rollouts']) {
  return { dashboard: { enabled: dashboard, readonly: dashboard } };
}
