import { describe, expect, it } from '@jest/globals';
import { ROTATING, SCRIPT, shopObjects } from '../../support/services.ts';

const image = 'ghcr.io/acme/k6:1.0.0';
const rollout = { kind: 'blueGreen', prePromotion: { script: 'smoke.js', image } };
const objects = shopObjects({ rollout }, ROTATING);

describe('smokeTestObjects', () => {
  it('keeps the script in a ConfigMap', () => {
    expect(objects['ConfigMap/shop-pre-promotion']).toHaveProperty('data', {
      'smoke-test.js': SCRIPT,
    });
  });

  it('runs it once in a Job, against the URL that the analysis gives', () => {
    expect(objects['AnalysisTemplate/shop-pre-promotion']).toMatchObject({
      spec: {
        args: [{ name: 'base-url' }],
        metrics: [
          {
            provider: {
              job: {
                spec: {
                  backoffLimit: 0,
                  template: {
                    metadata: { labels: { 'app.kubernetes.io/component': 'smoke-test' } },
                    spec: {
                      containers: [
                        {
                          args: ['run', '/scripts/smoke-test.js'],
                          env: [{ name: 'BASE_URL', value: '{{args.base-url}}' }],
                          image,
                        },
                      ],
                      imagePullSecrets: [{ name: 'ghcr-pull' }, { name: 'ghcr-pull-next' }],
                      restartPolicy: 'Never',
                      securityContext: { runAsNonRoot: true, runAsUser: 12345 },
                      volumes: [{ configMap: { name: 'shop-pre-promotion' }, name: 'script' }],
                    },
                  },
                },
              },
            },
          },
        ],
      },
    });
  });
});
