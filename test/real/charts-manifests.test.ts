import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Manifest } from '../../charts/manifest.ts';
import { manifests, rootManifests } from '../../charts/manifests.ts';
import { devEnvironment } from '../support/environments.ts';
import { type RawKube, rawKube } from '../support/kube-raw.ts';
import { describeReal } from './support/describe-real.ts';
import { type RealKube, startRealKube } from './support/kube.ts';

const BACK = { name: 'back', team: 'web', image: 'ghcr.io/acme/back', initialTag: 'v1.0.0' };
const SET = { team: 'web', image: 'ghcr.io/acme/shop', path: 'charts/shop', namespace: 'web' };
const chart = { chartRepository: 'https://charts.example', chart: 'redis', version: '1.0.0' };

const environment = devEnvironment({
  teams: [
    {
      name: 'web',
      description: 'The shop',
      sourceRepos: ['https://github.com/acme/web-*'],
      namespaces: ['web-*'],
      clusterResources: [{ group: '', kind: 'Namespace' }],
      namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
      roles: [{ name: 'developer', groups: ['devs'], allow: ['get', 'action/*'] }],
      quota: { cpu: '4', memory: '8Gi', pods: 20 },
    },
  ],
  services: [
    BACK,
    { ...BACK, name: 'front', format: 'kustomize', writeBack: 'argocd', syncWave: 2 },
    { ...BACK, name: 'api', writeBack: 'argocd' },
  ],
  thirdParty: [
    { name: 'redis', namespace: 'cache', source: { ...chart, values: 'a: 1\n' } },
    {
      name: 'tool',
      namespace: 'cache',
      source: { repository: 'https://git.example/a.git', path: 'deploy', revision: 'v1' },
    },
  ],
  applicationSets: [
    { ...SET, name: 'list', generator: { kind: 'list', elements: [{ name: 'a', more: 'b' }] } },
    { ...SET, name: 'git', generator: { kind: 'git', directories: ['apps/*'] } },
    {
      ...SET,
      name: 'cluster',
      writeBack: 'argocd',
      generator: { kind: 'cluster', labels: { tier: 'prod' } },
    },
  ],
});

describeReal(['etcd', 'kube-apiserver', 'argo-cd'], 'what Argo CD deploys by', () => {
  let kube: RealKube;
  let raw: RawKube;

  beforeAll(async () => {
    kube = await startRealKube();
    raw = rawKube({ server: kube.url, token: kube.tokens.admin, ca: kube.ca });
    for (const name of ['argocd', 'web']) {
      await raw.request('POST', '/api/v1/namespaces', { metadata: { name } });
    }
  }, 60_000);

  afterAll(async () => {
    await raw.close();
    await kube.stop();
  });

  const objects = [...rootManifests(environment), ...manifests(environment)];

  it.each(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object] as const))(
    'is taken by a real kube-apiserver field by field: %s',
    async (_, object) => {
      const path = `${pathOf(object)}?fieldManager=test&fieldValidation=Strict`;
      const answer = await raw.request('PATCH', path, object, 'application/apply-patch+yaml');
      expect(answer).toMatchObject({ status: 201 });
    },
  );
});

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const root = apiVersion === 'v1' ? '/api' : '/apis';
  const plural = `${kind.toLowerCase()}s`;
  return `${root}/${apiVersion}/namespaces/${metadata.namespace}/${plural}/${metadata.name}`;
}
