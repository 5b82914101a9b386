import { describe, expect, it } from '@jest/globals';
import { shopObjects } from '../../support/services.ts';

const test = { script: 'smoke.js' };

describe('blueGreenObjects', () => {
  it('waits for a person before it switches, unless told otherwise', () => {
    const { 'Rollout/shop': rollout } = shopObjects({ rollout: { kind: 'blueGreen' } });
    expect(rollout).toHaveProperty('spec.strategy', {
      blueGreen: {
        activeService: 'shop',
        autoPromotionEnabled: false,
        previewService: 'shop-preview',
        scaleDownDelaySeconds: 30,
      },
    });
  });

  it('does as the environment file says', () => {
    const rollout = { kind: 'blueGreen', autoPromotion: true, scaleDownDelaySeconds: 600 };
    expect(shopObjects({ rollout })['Rollout/shop']).toMatchObject({
      spec: { strategy: { blueGreen: { autoPromotionEnabled: true, scaleDownDelaySeconds: 600 } } },
    });
  });

  it('tests the preview before the switch, and the service itself after it', () => {
    const rollout = { kind: 'blueGreen', prePromotion: test, postPromotion: test };
    expect(shopObjects({ rollout })['Rollout/shop']).toMatchObject({
      spec: {
        strategy: {
          blueGreen: {
            prePromotionAnalysis: {
              args: [{ name: 'base-url', value: 'http://shop-preview' }],
              templates: [{ templateName: 'shop-pre-promotion' }],
            },
            postPromotionAnalysis: {
              args: [{ name: 'base-url', value: 'http://shop' }],
              templates: [{ templateName: 'shop-post-promotion' }],
            },
          },
        },
      },
    });
  });

  it('shows the preview under a host of its own', () => {
    const rollout = { kind: 'blueGreen', previewHost: 'next.example.com' };
    expect(shopObjects({ rollout })['Ingress/shop-preview']).toHaveProperty(
      'spec.rules.0.host',
      'next.example.com',
    );
  });
});
