import { afterEach, describe, expect, it } from '@jest/globals';
import { openKube } from '../../../src/adapters/kube.ts';
import { staticAuth } from '../../../src/adapters/kube-auth.ts';
import { systemClock } from '../../../src/adapters/system.ts';
import { type EmbeddedKube, startKubeApi } from '../../../src/demo/kube/server.ts';
import type { Application } from '../../../src/model/application.ts';
import { Secret } from '../../../src/model/secret.ts';
import { appName } from '../../../src/model/watch.ts';
import {
  type ApplicationScope,
  createApplicationStore,
} from '../../../src/sources/applications.ts';
import { type ApplicationFields, application, withParameters } from '../../support/applications.ts';
import { testLog } from '../../support/log.ts';

const BACK = { namespace: 'argocd', name: 'back' };

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** An API server with these Applications, and a store that follows some of them. */
async function start(apps: readonly ApplicationFields[], scope: Partial<ApplicationScope> = {}) {
  const server = await startKubeApi();
  cleanups.push(() => server.stop());
  for (const fields of apps) put(server, application(fields));
  const kube = openKube(
    {
      server: server.url,
      namespace: 'default',
      auth: staticAuth({ token: new Secret(server.token) }),
    },
    { random: () => 0 },
  );
  cleanups.push(() => kube.close());
  const changes = followed();
  const log = testLog();
  const store = createApplicationStore({
    kube,
    clock: systemClock,
    random: () => 0,
    log,
    namespaces: 'all',
    ...scope,
    onChange: (key, change) => changes.add(key, change),
  });
  cleanups.push(() => store.stop());
  return { server, store, changes, log };
}

function put(server: EmbeddedKube, app: Application, extra: object = {}): void {
  const status = { ...app.status, ...extra };
  server.put({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', ...app, status });
}

/** What the store told, one after the other. */
function followed() {
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    add(key: { namespace: string; name: string }, change: string) {
      told.push(`${appName(key)} ${change}`);
      for (const wake of waiting.splice(0)) wake();
    },
    async next(count: number): Promise<readonly string[]> {
      while (told.length < count) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
      return told;
    },
  };
}

describe('createApplicationStore', () => {
  it('holds what is used of each Application', async () => {
    const { store, changes } = await start([{}, { name: 'front', namespace: 'team' }]);
    await store.ready();
    expect(store.all().map(({ metadata }) => appName(metadata))).toEqual([
      'argocd/back',
      'team/front',
    ]);
    const held = store.get({ namespace: 'argocd', name: 'back' });
    expect(held?.spec).toEqual(application().spec);
    expect(held?.metadata).not.toHaveProperty('resourceVersion');
    expect(store.get({ namespace: 'argocd', name: 'front' })).toBeUndefined();
    expect(await changes.next(0)).toEqual([]);
  });

  it('tells of changes to what is used, and of nothing else', async () => {
    const { server, store, changes } = await start([{}]);
    await store.ready();
    const before = store.get({ namespace: 'argocd', name: 'back' });
    put(server, application(), { reconciledAt: 'now', health: { status: 'Degraded' } });
    put(server, application({ name: 'second' }));
    expect(await changes.next(1)).toEqual(['argocd/second changed']);
    expect(store.get({ namespace: 'argocd', name: 'back' })).toBe(before);

    const parameters = { 'image.tag': 'v1.0.3' };
    put(server, application({ source: withParameters(parameters) }));
    expect((await changes.next(2)).at(-1)).toBe('argocd/back changed');
    put(server, application({ images: ['ghcr.io/acme/back:v1.0.3'] }));
    expect((await changes.next(3)).at(-1)).toBe('argocd/back changed');
    put(server, application({ annotations: { 'image-list': 'nginx' } }));
    expect((await changes.next(4)).at(-1)).toBe('argocd/back changed');
  });

  it('learns what a patch made of an Application, and tells nobody', async () => {
    const { server, store, changes } = await start([{}]);
    await store.ready();
    const before = store.get(BACK) ?? application();
    const patched = application({ source: withParameters({ 'image.tag': 'v1.0.3' }) });
    store.learn(before, { ...before, spec: patched.spec });
    expect(store.get(BACK)?.spec).toEqual(patched.spec);
    put(server, patched);
    put(server, application({ name: 'second' }));
    expect(await changes.next(1)).toEqual(['argocd/second changed']);
  });

  it('learns nothing from a patch of what has changed meanwhile', async () => {
    const { server, store, changes } = await start([{}]);
    await store.ready();
    const before = store.get(BACK) ?? application();
    put(server, application({ annotations: { 'image-list': 'nginx' } }));
    await changes.next(1);
    const now = store.get(BACK);
    store.learn(before, before);
    expect(store.get(BACK)).toBe(now);
  });

  it('tells what was deleted', async () => {
    const { server, store, changes } = await start([{}, { name: 'second' }]);
    await store.ready();
    await remove(server, 'second');
    expect(await changes.next(1)).toEqual(['argocd/second deleted']);
    expect(store.all()).toHaveLength(1);
  });

  it('follows some namespaces only', async () => {
    const apps = [{}, { namespace: 'team' }, { namespace: 'other' }];
    const { store } = await start(apps, { namespaces: ['argocd', 'team'] });
    await store.ready();
    expect(store.all().map(({ metadata }) => metadata.namespace)).toEqual(['argocd', 'team']);
    expect(store.get({ namespace: 'team', name: 'back' })).toBeDefined();
  });

  it('follows some names only', async () => {
    const { store } = await start([{}, { name: 'front' }], { names: ['fr*', 'x'] });
    await store.ready();
    expect(store.all().map(({ metadata }) => metadata.name)).toEqual(['front']);
  });

  it('refuses a glob that makes no sense', async () => {
    await expect(start([], { names: ['[z-a]'] })).rejects.toThrow(/glob/);
  });

  it('says which Application cannot be read, and keeps the others', async () => {
    const { server, store, changes, log } = await start([{}]);
    await store.ready();
    server.put({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'odd', namespace: 'argocd' },
      spec: { sources: 'none' },
    });
    put(server, application({ name: 'second' }));
    await changes.next(1);
    expect(store.all()).toHaveLength(2);
    expect(log.entries[0]?.data.error).toMatchObject({
      message: expect.stringContaining('Application argocd/odd'),
    });
  });
});

async function remove(server: EmbeddedKube, name: string): Promise<void> {
  const path = `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${name}`;
  const headers = { authorization: `Bearer ${server.token}` };
  const answer = await fetch(`${server.url}${path}`, { method: 'DELETE', headers });
  expect(answer.status).toBe(200);
}
