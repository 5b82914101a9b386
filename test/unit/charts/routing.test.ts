import { describe, expect, it } from '@jest/globals';
import { kubeService, routeTo } from '../../../charts/routing.ts';
import { shopContext } from '../../support/services.ts';

const { service } = shopContext({ routingClass: 'nginx' });

describe('kubeService', () => {
  it('sends port 80 to the pods that serve', () => {
    expect(kubeService(service, 'shop')).toHaveProperty('spec', {
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      selector: { 'app.kubernetes.io/component': 'server', 'app.kubernetes.io/name': 'shop' },
    });
  });
});

describe('routeTo', () => {
  it('is an Ingress of the class', () => {
    const backend = { service: { name: 'shop', port: { name: 'http' } } };
    expect(routeTo(service, 'shop', 'shop.example.com')).toMatchObject({
      kind: 'Ingress',
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'shop.example.com',
            http: { paths: [{ backend, path: '/', pathType: 'Prefix' }] },
          },
        ],
      },
    });
  });

  it('is an HTTPRoute of the Gateway', () => {
    const gateway = shopContext({ routing: 'gateway', routingClass: 'infra/web' }).service;
    expect(routeTo(gateway, 'shop-preview', 'next.example.com')).toMatchObject({
      kind: 'HTTPRoute',
      spec: {
        hostnames: ['next.example.com'],
        parentRefs: [{ name: 'web', namespace: 'infra' }],
        rules: [{ backendRefs: [{ name: 'shop-preview', port: 80 }] }],
      },
    });
  });

  it.each([undefined, 'web', 'infra/', 'a/b/c'])('refuses %p for a Gateway', (routingClass) => {
    const given = { routing: 'gateway', ...(routingClass === undefined ? {} : { routingClass }) };
    expect(() => routeTo(shopContext(given).service, 'shop', 'shop.example.com')).toThrow(
      /shop, routingClass.*expected namespace\/name/,
    );
  });
});
