import { describe, expect, it } from '@jest/globals';
import { configName, podTemplate } from '../../../charts/pod.ts';
import { ROTATING, shopContext } from '../../support/services.ts';

describe('podTemplate', () => {
  it('fits the restricted profile and gets no token of the API server', () => {
    expect(podTemplate(shopContext())).toMatchObject({
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    });
  });

  it.each([
    [{}, undefined],
    [ROTATING, [{ name: 'ghcr-pull' }, { name: 'ghcr-pull-next' }]],
  ])('pulls with the Secrets of the registry: %#', (environment, secrets) => {
    expect(podTemplate(shopContext({}, environment))).toHaveProperty(
      'spec.imagePullSecrets',
      secrets,
    );
  });

  it('takes its variables from the config and from Secrets', () => {
    const pod = podTemplate(shopContext({ config: { A: 'b' }, secretRefs: ['shop-db'] }));
    expect(pod).toHaveProperty('spec.containers.0.envFrom', [
      { configMapRef: { name: 'shop-config' } },
      { secretRef: { name: 'shop-db' } },
    ]);
  });

  it('probes the port of the service unless told another', () => {
    const probes = { readiness: { path: '/ready' }, liveness: { path: '/live', port: 9090 } };
    expect(podTemplate(shopContext({ probes, port: 3000 }))).toMatchObject({
      spec: {
        containers: [
          {
            ports: [{ containerPort: 3000, name: 'http' }],
            readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
            livenessProbe: { httpGet: { path: '/live', port: 9090 } },
          },
        ],
      },
    });
  });

  it('spreads over nodes and zones', () => {
    expect(podTemplate(shopContext())).toMatchObject({
      spec: {
        topologySpreadConstraints: [
          { topologyKey: 'kubernetes.io/hostname' },
          { topologyKey: 'topology.kubernetes.io/zone' },
        ],
      },
    });
  });

  it('changes with the config, but not with its order', () => {
    const one = podTemplate(shopContext({ config: { A: '1', B: '2' } }));
    expect(podTemplate(shopContext({ config: { B: '2', A: '1' } }))).toEqual(one);
    expect(podTemplate(shopContext({ config: { A: '1', B: '3' } }))).not.toEqual(one);
  });
});

describe('configName', () => {
  it('is none for an empty config', () => {
    expect(configName(shopContext().service)).toBeUndefined();
  });
});
