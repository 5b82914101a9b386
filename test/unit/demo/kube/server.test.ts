import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConnectedKube, openKube } from '../../../../src/adapters/kube.ts';
import { staticAuth } from '../../../../src/adapters/kube-auth.ts';
import { customResource, RESOURCES } from '../../../../src/demo/kube/resources.ts';
import {
  type EmbeddedKube,
  type KubeApiOptions,
  startKubeApi,
} from '../../../../src/demo/kube/server.ts';
import { Secret } from '../../../../src/model/secret.ts';

const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };
const UPDATERS = {
  group: 'argocd-image-updater.argoproj.io',
  version: 'v1alpha1',
  plural: 'imageupdaters',
};
const manifest = {
  apiVersion: 'argocd-image-updater.argoproj.io/v1alpha1',
  kind: 'ImageUpdater',
  metadata: { namespace: 'argocd', name: 'main' },
  spec: { a: 1 },
  status: { b: 2 },
};

describe('startKubeApi', () => {
  let api: EmbeddedKube;
  let kube: ConnectedKube;

  async function start(options: KubeApiOptions = {}): Promise<void> {
    api = await startKubeApi(options);
    const auth = staticAuth({ token: new Secret(api.token) });
    kube = openKube({ server: api.url, namespace: 'default', auth }, { random: () => 0 });
  }

  beforeEach(() => start());
  afterEach(async () => {
    await kube.close();
    await api.stop();
  });

  async function restart(options: KubeApiOptions): Promise<void> {
    await kube.close();
    await api.stop();
    await start(options);
  }

  it('has the namespaces it is told, and default', async () => {
    await restart({ namespaces: ['argocd'] });
    for (const name of ['default', 'argocd']) {
      const got = kube.get<object>(NAMESPACES, { namespace: '', name });
      expect(await got).toHaveProperty('metadata.name', name);
    }
  });

  it('puts an object without a request, with its namespace and its status', async () => {
    expect(api.put(manifest)).toMatchObject({ spec: { a: 1 }, status: { b: 2 } });
    expect(api.requests()).toMatchObject({ create: 0, update: 0, get: 0 });
    expect(await kube.get<object>(UPDATERS, manifest.metadata)).toMatchObject(manifest);
    expect(await kube.get(NAMESPACES, { namespace: '', name: 'argocd' })).toBeDefined();
  });

  it('puts an object in place of an older one', () => {
    const { metadata } = api.put(manifest);
    const changed = api.put({ ...manifest, spec: { a: 2 } });
    expect(changed).toMatchObject({
      spec: { a: 2 },
      metadata: { uid: metadata.uid, generation: 2 },
    });
  });

  it.each([
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, 'no kind Pod in v1 is served'],
    [{ apiVersion: 'v1', kind: 'Secret', metadata: {} }, 'an object needs a name'],
  ])('puts no %j', (object, message) => {
    expect(() => api.put(object)).toThrow(message);
  });

  it('changes a status by its own entrance only', async () => {
    api.put(manifest);
    const patched = await kube.mergePatch<object>(UPDATERS, manifest.metadata, {
      status: { b: 3 },
    });
    expect(patched).toHaveProperty('status', { b: 2 });
    const answer = await fetch(
      `${api.url}/apis/${UPDATERS.group}/v1alpha1/namespaces/argocd/imageupdaters/main/status`,
      {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${api.token}`,
          'content-type': 'application/merge-patch+json',
        },
        body: JSON.stringify({ spec: { a: 9 }, status: { b: 3 } }),
      },
    );
    expect(await answer.json()).toMatchObject({ spec: { a: 1 }, status: { b: 3 } });
  });

  it('serves the kinds it is told', async () => {
    const kind = customResource('example.io/v1', 'TrackedImage', { statusSubresource: true });
    await restart({ resources: [...RESOURCES, kind] });
    api.put({ apiVersion: 'example.io/v1', kind: 'TrackedImage', metadata: { name: 'a' } });
    expect(await kube.get(kind, { namespace: 'default', name: 'a' })).toBeDefined();
  });

  it('ends watches in good order when it stops', async () => {
    const { signal } = new AbortController();
    const { metadata } = api.put(manifest);
    const resourceVersion = String(Number(metadata.resourceVersion) - 2);
    const events = kube.watch(UPDATERS, { resourceVersion, signal })[Symbol.asyncIterator]();
    expect((await events.next()).done).toBe(false);
    const stopping = api.stop();
    let last = await events.next();
    while (last.done !== true) last = await events.next();
    await stopping;
  });
});
