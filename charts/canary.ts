import type { ServiceContext, ServiceObject } from './context.ts';
import type { ServiceSpec } from './labels.ts';
import { rollout } from './workload.ts';

type Canary = Extract<ServiceSpec['rollout'], { kind: 'canary' }>;

/**
 * A Rollout that takes its steps one by one. Without a traffic router the weight is a share of the pods,
 * so 20 % of 5 replicas is one pod.
 */
export function canaryObjects(context: ServiceContext, canary: Canary): readonly ServiceObject[] {
  return [rollout(context, { canary: { steps: canary.steps.map(stepOf) } })];
}

function stepOf(step: Canary['steps'][number]): object {
  if ('setWeight' in step) return { setWeight: step.setWeight };
  return { pause: step.pause === 'manual' ? {} : { duration: step.pause } };
}
