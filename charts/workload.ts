import type { ServiceContext, ServiceObject } from './context.ts';
import { podLabels, type ServiceSpec } from './labels.ts';
import { podTemplate } from './pod.ts';

/** Old ReplicaSets that are kept for a rollback. */
const REVISIONS = 3;

/** What Deployment and Rollout have in common. An autoscaler, where there is one, owns the number of replicas. */
export function workloadSpec(context: ServiceContext): object {
  const { service } = context;
  return {
    replicas: service.autoscaling === undefined ? service.replicas : undefined,
    revisionHistoryLimit: REVISIONS,
    selector: { matchLabels: podLabels(service) },
    template: podTemplate(context),
  };
}

/** A Rollout of Argo Rollouts with this strategy. */
export function rollout(context: ServiceContext, strategy: object): ServiceObject {
  return {
    ...workloadReference(context.service),
    metadata: { name: context.service.name },
    spec: { ...workloadSpec(context), strategy },
  };
}

export function workloadReference({ rollout: { kind } }: ServiceSpec): {
  readonly apiVersion: string;
  readonly kind: string;
} {
  return kind === 'deployment'
    ? { apiVersion: 'apps/v1', kind: 'Deployment' }
    : { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
}
