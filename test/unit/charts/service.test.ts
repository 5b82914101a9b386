import { describe, expect, it } from '@jest/globals';
import { serviceObjects } from '../../../charts/service.ts';
import { shopContext, shopObjects } from '../../support/services.ts';

const full = {
  host: 'shop.example.com',
  config: { LEVEL: 'info' },
  maxUnavailable: 1,
  autoscaling: { min: 2, max: 4, cpuPercent: 80 },
  migration: { command: ['migrate'] },
};
const smoke = { script: 'smoke.js' };

describe('serviceObjects', () => {
  it('is a workload and a Service at the least', () => {
    expect(Object.keys(shopObjects())).toEqual(['Deployment/shop', 'Service/shop']);
  });

  it.each([
    [{ kind: 'deployment' }, ['Deployment/shop']],
    [{ kind: 'canary', steps: [{ setWeight: 50 }] }, ['Rollout/shop']],
    [
      {
        kind: 'blueGreen',
        previewHost: 'next.example.com',
        prePromotion: smoke,
        postPromotion: smoke,
      },
      [
        'Rollout/shop',
        'Service/shop-preview',
        'Ingress/shop-preview',
        'ConfigMap/shop-pre-promotion',
        'AnalysisTemplate/shop-pre-promotion',
        'ConfigMap/shop-post-promotion',
        'AnalysisTemplate/shop-post-promotion',
      ],
    ],
  ])('has all that is asked for with %j', (rollout, own) => {
    const common = [
      'ConfigMap/shop-config',
      'Job/shop-migration',
      'Service/shop',
      'Ingress/shop',
      'HorizontalPodAutoscaler/shop',
      'PodDisruptionBudget/shop',
    ];
    const names = new Set(Object.keys(shopObjects({ ...full, rollout })));
    expect(names).toEqual(new Set([...own, ...common]));
  });

  it('labels every object, and leaves the namespace to Helm and Kustomize', () => {
    for (const { metadata } of serviceObjects(shopContext(full))) {
      expect(metadata.labels).toHaveProperty(['app.kubernetes.io/name'], 'shop');
      expect(metadata).not.toHaveProperty('namespace');
    }
  });

  it('puts the config into a ConfigMap', () => {
    expect(shopObjects(full)['ConfigMap/shop-config']).toMatchObject({ data: { LEVEL: 'info' } });
  });
});
