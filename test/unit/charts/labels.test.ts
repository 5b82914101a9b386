import { describe, expect, it } from '@jest/globals';
import { podLabels, serviceLabels } from '../../../charts/labels.ts';
import { shopContext } from '../../support/services.ts';

const { service } = shopContext();

describe('labels', () => {
  it('name the service and its team', () => {
    expect(serviceLabels(service)).toEqual({
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/part-of': 'acme',
    });
  });

  it('tell the pods that get traffic from those of Jobs', () => {
    expect(podLabels(service)).not.toEqual(podLabels(service, 'migration'));
    expect(podLabels(service, 'migration')).toHaveProperty(['app.kubernetes.io/name'], 'shop');
  });
});
