import { describe, expect, it } from '@jest/globals';
import { shopObjects } from '../../support/services.ts';

describe('canaryObjects', () => {
  it('takes the steps in their order, and waits for a person or for a time', () => {
    const steps = [{ setWeight: 20 }, { pause: 'manual' }, { setWeight: 50 }, { pause: '2m' }];
    const { 'Rollout/shop': rollout } = shopObjects({ rollout: { kind: 'canary', steps } });
    expect(rollout).toHaveProperty('spec.strategy', {
      canary: {
        steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '2m' } }],
      },
    });
  });
});
