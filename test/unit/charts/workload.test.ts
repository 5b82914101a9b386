import { describe, expect, it } from '@jest/globals';
import { workloadReference, workloadSpec } from '../../../charts/workload.ts';
import { shopContext } from '../../support/services.ts';

const canary = { kind: 'canary', steps: [{ setWeight: 50 }] };

describe('workloadSpec', () => {
  it('has the replicas of the service', () => {
    expect(workloadSpec(shopContext({ replicas: 5 }))).toHaveProperty('replicas', 5);
  });

  it('leaves the replicas to the autoscaler', () => {
    const autoscaling = { min: 1, max: 2, cpuPercent: 50 };
    expect(workloadSpec(shopContext({ autoscaling }))).toHaveProperty('replicas', undefined);
  });

  it('selects its own pods', () => {
    const spec = workloadSpec(shopContext());
    const { matchLabels } = (spec as { selector: { matchLabels: object } }).selector;
    expect(spec).toMatchObject({ template: { metadata: { labels: matchLabels } } });
  });
});

describe('workloadReference', () => {
  it.each([
    [{ kind: 'deployment' }, { apiVersion: 'apps/v1', kind: 'Deployment' }],
    [{ kind: 'blueGreen' }, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }],
    [canary, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }],
  ])('of %j', (rollout, reference) => {
    expect(workloadReference(shopContext({ rollout }).service)).toEqual(reference);
  });
});
