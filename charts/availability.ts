import type { ServiceObject } from './context.ts';
import { podLabels, type ServiceSpec } from './labels.ts';
import { workloadReference } from './workload.ts';

/** The autoscaler and the disruption budget, where the service asks for them. */
export function availabilityObjects(service: ServiceSpec): readonly ServiceObject[] {
  const { autoscaling, maxUnavailable } = service;
  return [
    ...(autoscaling === undefined ? [] : [autoscaler(service, autoscaling)]),
    ...(maxUnavailable === undefined ? [] : [budget(service, maxUnavailable)]),
  ];
}

function autoscaler(
  service: ServiceSpec,
  { min, max, cpuPercent }: NonNullable<ServiceSpec['autoscaling']>,
): ServiceObject {
  const target = { averageUtilization: cpuPercent, type: 'Utilization' };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: service.name },
    spec: {
      maxReplicas: max,
      metrics: [{ resource: { name: 'cpu', target }, type: 'Resource' }],
      minReplicas: min,
      scaleTargetRef: { ...workloadReference(service), name: service.name },
    },
  };
}

function budget(service: ServiceSpec, maxUnavailable: number): ServiceObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: service.name },
    spec: { maxUnavailable, selector: { matchLabels: podLabels(service) } },
  };
}
