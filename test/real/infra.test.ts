import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import type { Manifest } from '../../charts/manifest.ts';
import type { Environment } from '../../infra/environment.ts';
import { program } from '../../infra/program.ts';
import { deploymentSpec } from '../../infra/values/tagboat.ts';
import { prodEnvironment } from '../support/environments.ts';
import { type RawKube, rawKube } from '../support/kube-raw.ts';
import { record, revealed } from '../support/pulumi.ts';
import { describeReal } from './support/describe-real.ts';
import { type RealKube, startRealKube } from './support/kube.ts';

describeReal(['etcd', 'kube-apiserver', 'argo-cd'], 'what Pulumi applies', () => {
  let kube: RealKube;
  let raw: RawKube;

  beforeAll(async () => {
    kube = await startRealKube();
    raw = rawKube({ server: kube.url, token: kube.tokens.admin, ca: kube.ca });
  }, 60_000);

  afterAll(async () => {
    await raw.close();
    await kube.stop();
  });

  async function apply(object: Manifest): Promise<void> {
    const path = `${pathOf(object)}?fieldManager=test&force=true&fieldValidation=Strict`;
    const { status, body } = await raw.request(
      'PATCH',
      path,
      object,
      'application/apply-patch+yaml',
    );
    const { kind, metadata } = object;
    if (status !== 200 && status !== 201)
      throw new Error(`${kind}/${metadata.name}: ${status} ${JSON.stringify(body)}`);
  }

  it.each(['gitops', 'direct'] as const)(
    'is taken by a real kube-apiserver field by field, with delivery %s',
    async (delivery) => {
      const objects = await objectsOf(prodEnvironment({ delivery }));
      for (const object of objects) await apply(object);
      expect(new Set(objects.map(({ kind }) => kind)).size).toBeGreaterThan(10);
    },
    30_000,
  );

  it('runs the updater in a namespace with the restricted Pod security standard', async () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await raw.request('POST', '/api/v1/namespaces', { metadata: { name: 'strict', labels } });
    const { template } = deploymentSpec(prodEnvironment(), 'digest');
    const pods = '/api/v1/namespaces/strict/pods';
    const strict = { metadata: { ...template.metadata, name: 'updater' }, spec: template.spec };
    expect(await raw.request('POST', pods, strict)).toMatchObject({ status: 201 });
    const root = { ...template.spec, securityContext: {} };
    const loose = { metadata: { name: 'loose' }, spec: root };
    expect(await raw.request('POST', pods, loose)).toMatchObject({ status: 403 });
  });
});

/** In the order in which they are registered, as it takes CRDs and namespaces for granted. */
async function objectsOf(environment: Environment): Promise<readonly Manifest[]> {
  const secret = (key: string) => pulumi.secret(`hush-${key}`);
  const resources = await record(() => program({ environment, secret }));
  return resources.map(({ inputs }) => revealed(inputs)).filter(isObject);
}

/** Not a component, a provider or a Helm release. */
function isObject(inputs: unknown): inputs is Manifest {
  return typeof inputs === 'object' && inputs !== null && 'apiVersion' in inputs;
}

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const root = apiVersion === 'v1' ? '/api' : '/apis';
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie')}s`;
  const scope = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${root}/${apiVersion}${scope}/${plural}/${metadata.name}`;
}
