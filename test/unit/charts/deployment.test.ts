import { describe, expect, it } from '@jest/globals';
import { deploymentObjects } from '../../../charts/deployment.ts';
import { shopContext } from '../../support/services.ts';

describe('deploymentObjects', () => {
  it('is one Deployment that replaces its pods a few at a time', () => {
    expect(deploymentObjects(shopContext({ pullPolicy: 'Always' }))).toMatchObject([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        spec: {
          replicas: 2,
          strategy: { type: 'RollingUpdate' },
          template: {
            spec: { containers: [{ image: 'ghcr.io/acme/shop', imagePullPolicy: 'Always' }] },
          },
        },
      },
    ]);
  });
});
