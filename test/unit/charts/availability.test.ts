import { describe, expect, it } from '@jest/globals';
import { availabilityObjects } from '../../../charts/availability.ts';
import { shopContext } from '../../support/services.ts';

describe('availabilityObjects', () => {
  it('is nothing unless asked for', () => {
    expect(availabilityObjects(shopContext().service)).toEqual([]);
  });

  it('scales the Rollout by its CPU', () => {
    const autoscaling = { min: 2, max: 6, cpuPercent: 70 };
    const { service } = shopContext({ autoscaling, rollout: { kind: 'blueGreen' } });
    expect(availabilityObjects(service)).toMatchObject([
      {
        kind: 'HorizontalPodAutoscaler',
        spec: {
          minReplicas: 2,
          maxReplicas: 6,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
            },
          ],
          scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'shop' },
        },
      },
    ]);
  });

  it('keeps pods in place while nodes are drained', () => {
    expect(availabilityObjects(shopContext({ maxUnavailable: 1 }).service)).toMatchObject([
      { kind: 'PodDisruptionBudget', spec: { maxUnavailable: 1 } },
    ]);
  });
});
