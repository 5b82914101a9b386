import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { type ConnectedKube, connectKube } from '../../src/adapters/kube.ts';
import type { EndpointOptions } from '../../src/adapters/kube-endpoint.ts';
import { systemClock } from '../../src/adapters/system.ts';
import { APPLICATIONS, describeKube, type KubeUnderTest } from '../contract/kube-suite.ts';
import { rawKube } from '../support/kube-raw.ts';
import { describeReal } from './support/describe-real.ts';
import { type RealKube, startRealKube } from './support/kube.ts';

const PARTS = ['etcd', 'kube-apiserver', 'argo-cd'] as const;

describeReal(PARTS, 'a real kube-apiserver', () => {
  describeKube(async (): Promise<KubeUnderTest> => {
    // Its cache would still know the pages of a list whose version etcd has forgotten.
    const kube = await startRealKube({ featureGates: 'ListFromCacheSnapshot=false' });
    await letRestrictedGetApplications(kube);
    return { ...kube, bookmarkSeconds: 12 };
  });
});

/** A connection as `tagboat` makes it. */
function connect(options: Partial<EndpointOptions>): Promise<ConnectedKube> {
  const environment = { PATH: process.env.PATH };
  return connectKube({ environment, clock: systemClock, random: () => 0, ...options });
}

/** Lists Applications, of which there are none, and tells the namespace of the connection. */
async function reach(options: Partial<EndpointOptions>): Promise<string> {
  const kube = await connect(options);
  try {
    await list(kube);
    return kube.namespace;
  } finally {
    await kube.close();
  }
}

async function list(kube: ConnectedKube): Promise<void> {
  for await (const { items } of kube.list(APPLICATIONS)) expect(items).toEqual([]);
}

describeReal(PARTS, 'ways into a real kube-apiserver', () => {
  let real: RealKube;
  let folder: string;
  beforeAll(async () => {
    real = await startRealKube();
    folder = await mkdtemp(join(tmpdir(), 'tagboat-real-'));
  }, 90_000);
  afterAll(async () => {
    await real.stop();
    await rm(folder, { recursive: true });
  });

  /** A kubeconfig with other fields in its cluster or user. */
  async function kubeconfig(changes: { cluster?: object; user?: object }): Promise<string> {
    const config = parse(real.kubeconfig({ namespace: 'argocd' }));
    Object.assign(config.clusters[0].cluster, changes.cluster);
    if (changes.user !== undefined) config.users[0].user = changes.user;
    const path = join(folder, 'config');
    await writeFile(path, stringify(config));
    return path;
  }

  it('goes in by a token and the authority of a kubeconfig', async () => {
    expect(await reach({ kubeconfig: await kubeconfig({}) })).toBe('argocd');
  });

  it('does not trust another authority than the one it is told', async () => {
    const cluster = { 'certificate-authority-data': undefined };
    const reaching = reach({ kubeconfig: await kubeconfig({ cluster }) });
    await expect(reaching).rejects.toMatchObject({
      code: 'unavailable',
      problem: { what: expect.stringContaining('SELF_SIGNED') },
    });
  });

  it('trusts anybody only when the user says so', async () => {
    const cluster = {
      'certificate-authority-data': undefined,
      'insecure-skip-tls-verify': true,
    };
    expect(await reach({ kubeconfig: await kubeconfig({ cluster }) })).toBe('argocd');
  });

  it.each([
    ['kubernetes.default.svc', 'argocd'],
    ['elsewhere.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('expects the name that the kubeconfig says: %s', async (name, expected) => {
    const path = await kubeconfig({ cluster: { 'tls-server-name': name } });
    const reached = await reach({ kubeconfig: path }).catch(String);
    expect(reached).toContain(expected);
  });

  it('asks a plugin again when its credential is refused', async () => {
    const plugin = join(folder, 'plugin.sh');
    const script = `#!/bin/sh
token=expired
test -f ${folder}/asked && token=${real.tokens.admin}
touch ${folder}/asked
echo "{\\"kind\\": \\"ExecCredential\\", \\"status\\": {\\"token\\": \\"$token\\"}}"
`;
    await writeFile(plugin, script);
    await chmod(plugin, 0o700);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: plugin };
    expect(await reach({ kubeconfig: await kubeconfig({ user: { exec } }) })).toBe('argocd');
  });

  it('goes in as the service account of a pod, and takes up a token that was replaced', async () => {
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await Promise.all([write('ca.crt', real.ca), write('namespace', 'tagboat')]);
    const { hostname, port } = new URL(real.url);
    const environment = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
    await write('token', 'expired');
    const kube = await connect({ environment, serviceAccountDirectory: folder });
    await expect(list(kube)).rejects.toMatchObject({ code: 'unauthorized' });
    await write('token', real.tokens.admin);
    await list(kube);
    expect(kube.namespace).toBe('tagboat');
    await kube.close();
  });

  it('tells an object that breaks its schema from a patch that does not apply', async () => {
    const kube = await connect({ kubeconfig: await kubeconfig({}) });
    const key = { namespace: 'default', name: 'back' };
    await kube.create(APPLICATIONS, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: key,
      spec: { project: 'default', destination: {}, source: { repoURL: 'x' } },
    });
    const value = { parameters: 'none' };
    const patching = kube.jsonPatch(APPLICATIONS, key, [
      { op: 'add', path: '/spec/source/helm', value },
    ]);
    await expect(patching).rejects.toMatchObject({
      code: 'invalid-config',
      problem: {
        status: 422,
        what: expect.stringContaining('spec.source.helm.parameters in body must be of type array'),
      },
    });
    await kube.close();
  });
});

async function letRestrictedGetApplications({ url, ca, tokens }: RealKube): Promise<void> {
  const raw = rawKube({ server: url, ca, token: tokens.admin });
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const name = 'get-applications';
  await raw.request('POST', `${rbac}/clusterroles`, {
    metadata: { name },
    rules: [{ apiGroups: ['argoproj.io'], resources: ['applications'], verbs: ['get'] }],
  });
  await raw.request('POST', `${rbac}/clusterrolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'restricted' }],
  });
  await raw.close();
}
