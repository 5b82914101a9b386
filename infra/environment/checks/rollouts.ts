import type { Environment } from '../../environment.ts';
import { entryPath, type Finding } from '../finding.ts';

type Service = Environment['services'][number];

/** What would hold up a rollout, or everything behind it. */
export function checkRollouts(environment: Environment): readonly Finding[] {
  return environment.services.flatMap((service, index) => {
    const path = entryPath('services', index);
    return [
      ...checkWaves(environment, service, path),
      ...checkAutoscaling(service, path),
      ...checkBudget(service, path),
      ...checkRouting(service, path),
    ];
  });
}

/** Whether the rollout stands still until a person promotes it. */
export function needsPerson({ rollout }: Service): boolean {
  switch (rollout.kind) {
    case 'blueGreen':
      return !rollout.autoPromotion;
    case 'canary':
      return rollout.steps.some((step) => 'pause' in step && step.pause === 'manual');
    case 'deployment':
      return false;
  }
}

/**
 * Argo CD counts a paused Rollout as Suspended, while a sync in several waves waits for Healthy.
 */
function checkWaves(
  { services, thirdParty }: Environment,
  service: Service,
  path: string,
): readonly Finding[] {
  const later = [...services, ...thirdParty].find(({ syncWave }) => syncWave > service.syncWave);
  if (!needsPerson(service) || later === undefined) return [];
  return [
    {
      path: `${path}.syncWave`,
      found: `wave ${service.syncWave} before that of ${later.name}, wave ${later.syncWave}`,
      reason:
        'until somebody promotes, its Rollout is Suspended; a sync of several waves waits for Healthy, stays Running, and takes no hotfix meanwhile',
      wayOut: `give ${service.name} the last wave, or promote without a person (blueGreen with autoPromotion, canary without pause: manual); what must come before it may be its migration`,
    },
  ];
}

function checkAutoscaling({ autoscaling }: Service, path: string): readonly Finding[] {
  if (autoscaling === undefined || autoscaling.min <= autoscaling.max) return [];
  return [
    {
      path: `${path}.autoscaling`,
      found: `min ${autoscaling.min} above max ${autoscaling.max}`,
      reason: 'Kubernetes refuses such a HorizontalPodAutoscaler',
      wayOut: 'swap them',
    },
  ];
}

function checkBudget(
  { maxUnavailable, replicas, autoscaling }: Service,
  path: string,
): readonly Finding[] {
  const least = autoscaling?.min ?? replicas;
  if (maxUnavailable === undefined || maxUnavailable < least || least < 2) return [];
  return [
    {
      path: `${path}.maxUnavailable`,
      found: `${maxUnavailable} of at least ${least} pods`,
      reason: 'all pods may be away at once, so that the budget protects nothing',
      wayOut: `write at most ${least - 1}`,
    },
  ];
}

function checkRouting(service: Service, path: string): readonly Finding[] {
  const { host, routing, routingClass, rollout } = service;
  const routed = host ?? (rollout.kind === 'blueGreen' ? rollout.previewHost : undefined);
  const named = /^[^/]+\/[^/]+$/.test(routingClass ?? '');
  if (routed === undefined || routing !== 'gateway' || named) return [];
  return [
    {
      path: `${path}.routingClass`,
      found: routingClass ?? 'nothing',
      reason: 'an HTTPRoute belongs to a Gateway, which must be named',
      wayOut: 'write namespace/name of the Gateway',
    },
  ];
}
