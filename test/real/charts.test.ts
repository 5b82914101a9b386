import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceContext } from '../../charts/context.ts';
import type { Manifest } from '../../charts/manifest.ts';
import { serviceObjects } from '../../charts/service.ts';
import { serviceFiles } from '../../charts/service-files.ts';
import { type RawKube, rawKube } from '../support/kube-raw.ts';
import { ROTATING, shopContext } from '../support/services.ts';
import { byName, objectsIn, runTool, withFiles } from './support/chart-tools.ts';
import { describeReal } from './support/describe-real.ts';
import { type RealKube, startRealKube } from './support/kube.ts';

const script = { script: 'smoke.js' };
const gateway = { routing: 'gateway', routingClass: 'infra/web' };

/** Each asks for all that goes with its rollout. */
const services = [
  {
    rollout: {
      kind: 'blueGreen',
      previewHost: 'next.example.com',
      prePromotion: script,
      postPromotion: script,
    },
  },
  { rollout: { kind: 'canary', steps: [{ setWeight: 20 }, { pause: '2m' }] }, ...gateway },
  {
    rollout: { kind: 'deployment' },
    autoscaling: { min: 1, max: 3, cpuPercent: 80 },
    maxUnavailable: 1,
  },
];

const everywhere = {
  initialTag: '1.10',
  namespace: 'shops',
  host: 'shop.example.com',
  config: { DEBUG: 'on', MODE: '0o17', GREETING: '{{ .Values.image.tag }}, {{{name}}}' },
  secretRefs: ['shop-db'],
  probes: { readiness: { path: '/ready' }, liveness: { path: '/live', port: 9090 } },
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
  migration: { command: ['npm', 'run', 'migrate'] },
};

/** What the objects are to be once the tag is in, in the namespace where the tool says that. */
function expected(context: ServiceContext, namespace?: string): Readonly<Record<string, Manifest>> {
  const image = `${context.service.image}:${context.service.initialTag}`;
  const objects = serviceObjects({ ...context, image });
  return byName(
    objects.map((object) => ({
      ...object,
      metadata: { ...object.metadata, ...(namespace && { namespace }) },
    })),
  );
}

function contextOf(service: object): ServiceContext {
  const context = shopContext({ ...everywhere, ...service }, ROTATING);
  return { ...context, readScript: () => 'http.get(__ENV.BASE_URL + "{{x}}");\n' };
}

function filesOf({ environment, service, readScript }: ServiceContext) {
  return serviceFiles(environment, service, readScript);
}

describeReal(['helm'], 'the Helm chart of a service', () => {
  describe.each(services)('with %j', (service) => {
    const context = contextOf({ ...service, format: 'helm' });

    it('passes the linter', async () => {
      const lint = withFiles(filesOf(context), (folder) =>
        runTool('helm', ['lint', '--strict', join(folder, 'charts/shop')]),
      );
      await expect(lint).resolves.toContain('0 chart(s) failed');
    });

    it('renders to the objects of the service', async () => {
      const stream = await withFiles(filesOf(context), (folder) =>
        runTool('helm', ['template', 'shop', join(folder, 'charts/shop')]),
      );
      expect(objectsIn(stream)).toEqual(expected(context));
    });
  });
});

describeReal(['kustomize'], 'the overlay of a service', () => {
  it.each(services)('builds to the objects of the service with %j', async (service) => {
    const context = contextOf({ ...service, format: 'kustomize' });
    const stream = await withFiles(filesOf(context), (folder) =>
      runTool('kustomize', ['build', join(folder, 'kustomize/shop/overlays/prod')]),
    );
    expect(objectsIn(stream)).toEqual(expected(context, 'shops'));
  });
});

describeReal(
  ['etcd', 'kube-apiserver', 'argo-rollouts', 'gateway-api'],
  'a real kube-apiserver with real CRDs',
  () => {
    let kube: RealKube;
    let raw: RawKube;

    beforeAll(async () => {
      kube = await startRealKube({ crds: ['argo-rollouts', 'gateway-api'] });
      raw = rawKube({ server: kube.url, token: kube.tokens.admin, ca: kube.ca });
      const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
      await raw.request('POST', '/api/v1/namespaces', { metadata: { name: 'shops', labels } });
    }, 60_000);

    afterAll(async () => {
      await raw.close();
      await kube.stop();
    });

    it.each(services)('takes every object of the service with %j', async (service) => {
      for (const object of Object.values(expected(contextOf(service), 'shops'))) {
        const { status, body } = await raw.request(
          'PATCH',
          `${pathOf(object)}?fieldManager=test&fieldValidation=Strict&dryRun=All`,
          object,
          'application/apply-patch+yaml',
        );
        expect({ kind: object.kind, status, body }).toMatchObject({ status: 201 });
      }
    });

    it.each(services)('lets its pods into a restricted namespace with %j', async (service) => {
      const pods = Object.values(expected(contextOf(service))).flatMap(podsOf);
      expect(pods.length).toBeGreaterThan(1);
      for (const { spec } of pods) {
        const pod = { metadata: { generateName: 'pod-' }, spec };
        const { status, body } = await raw.request('POST', `${NAMESPACE}/pods?dryRun=All`, pod);
        expect({ status, body }).toMatchObject({ status: 201 });
      }
    });
  },
);

const NAMESPACE = '/api/v1/namespaces/shops';

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const plural = kind === 'Ingress' ? 'ingresses' : `${kind.toLowerCase()}s`;
  const root = apiVersion === 'v1' ? '/api' : '/apis';
  return `${root}/${apiVersion}/namespaces/shops/${plural}/${metadata.name}`;
}

/** The pod templates in an object, however deep. */
function podsOf(value: unknown): readonly { readonly spec: object }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'spec' in value && isPodSpec(value.spec) ? [{ spec: value.spec }] : [];
  return [...own, ...Object.values(value).flatMap(podsOf)];
}

function isPodSpec(spec: unknown): spec is object {
  return typeof spec === 'object' && spec !== null && 'containers' in spec;
}
