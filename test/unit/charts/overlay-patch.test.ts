import { describe, expect, it } from '@jest/globals';
import { splitFields } from '../../../charts/overlay-patch.ts';

const workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop' },
  spec: { replicas: 3, template: { spec: { containers: [{ name: 'shop', resources: {} }] } } },
};

describe('splitFields', () => {
  it('takes out what the environment decides', () => {
    expect(splitFields(workload)).toEqual({
      object: {
        ...workload,
        spec: { template: { spec: { containers: [{ name: 'shop' }] } } },
      },
      patch: [
        { op: 'add', path: '/spec/replicas', value: 3 },
        { op: 'add', path: '/spec/template/spec/containers/0/resources', value: {} },
      ],
    });
    expect(workload.spec.replicas).toBe(3);
  });

  it('leaves other objects alone', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: {} };
    expect(splitFields(service)).toEqual({ object: service, patch: [] });
  });
});
