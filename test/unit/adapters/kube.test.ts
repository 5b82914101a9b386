import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ConnectedKube,
  connectKube,
  type KubeOptions,
  openKube,
} from '../../../src/adapters/kube.ts';
import { staticAuth } from '../../../src/adapters/kube-auth.ts';
import { startKubeApi } from '../../../src/demo/kube/server.ts';
import type { KubeEvent } from '../../../src/ports.ts';
import { testClock } from '../../support/clock.ts';
import { type Answer, json, type StubServer, startStub } from '../../support/kube-stub.ts';

const SECRETS = { group: '', version: 'v1', plural: 'secrets' };

const event = (name: string) =>
  `${JSON.stringify({ type: 'ADDED', object: { metadata: { name, resourceVersion: '7' } } })}\n`;

async function watch(kube: ConnectedKube): Promise<KubeEvent<unknown>[]> {
  const seen: KubeEvent<unknown>[] = [];
  const { signal } = new AbortController();
  for await (const each of kube.watch(SECRETS, { resourceVersion: '6', signal })) {
    seen.push(each);
  }
  return seen;
}

describe('openKube', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  async function stubbed(
    answers: readonly Answer[],
    options: Partial<KubeOptions> = {},
  ): Promise<{ kube: ConnectedKube; server: StubServer }> {
    const server = await startStub(...answers);
    const endpoint = { server: server.url, namespace: 'default', auth: staticAuth({}) };
    const kube = openKube(endpoint, { random: () => 0, ...options });
    cleanups.push(
      () => server.stop(),
      () => kube.close(),
    );
    return { kube, server };
  }

  it('reads the pages of a list one after the other', async () => {
    const { kube, server } = await stubbed([
      json(200, { metadata: { resourceVersion: '5', continue: 'next one' }, items: [{ a: 1 }] }),
      json(200, { metadata: { resourceVersion: '5', continue: '' }, items: null }),
    ]);
    const pages: object[] = [];
    for await (const page of kube.list(SECRETS, { namespace: 'a', limit: 1, labelSelector: 'b' })) {
      pages.push(page);
    }
    expect(pages).toEqual([
      { resourceVersion: '5', items: [{ a: 1 }] },
      { resourceVersion: '5', items: [] },
    ]);
    expect(server.seen).toEqual([
      'GET /api/v1/namespaces/a/secrets?limit=1&labelSelector=b',
      'GET /api/v1/namespaces/a/secrets?limit=1&labelSelector=b&continue=next+one',
    ]);
  });

  it('does not wait for ever for an answer', async () => {
    const { kube } = await stubbed([() => {}], { timeoutMs: 50 });
    const getting = kube.get(SECRETS, { namespace: 'a', name: 'b' });
    await expect(getting).rejects.toMatchObject({ code: 'unavailable' });
  });

  describe('watch', () => {
    it.each([
      [0, 300],
      [0.5, 450],
      [0.999, 599],
    ])(
      'asks to be ended after a time spread by chance: %d is %i seconds',
      async (chance, seconds) => {
        const { kube, server } = await stubbed([(response) => response.end()], {
          random: () => chance,
        });
        expect(await watch(kube)).toEqual([]);
        expect(server.seen).toEqual([
          `GET /api/v1/secrets?watch=true&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=6`,
        ]);
      },
    );

    it('hands events over as they come', async () => {
      const resume = Promise.withResolvers<void>();
      const { kube } = await stubbed([
        (response) => {
          response.write(event('a'));
          response.write(event('b').slice(0, 10));
          void resume.promise.then(() => response.end(event('b').slice(10)));
        },
      ]);
      const { signal } = new AbortController();
      const events = kube.watch(SECRETS, { resourceVersion: '6', signal })[Symbol.asyncIterator]();
      expect((await events.next()).value).toMatchObject({ type: 'added', resourceVersion: '7' });
      resume.resolve();
      expect((await events.next()).value).toMatchObject({ object: { metadata: { name: 'b' } } });
      expect((await events.next()).done).toBe(true);
    });

    it.each<[string, Answer]>([
      ['is cut off in the middle of an event', (response) => response.end(event('a').slice(0, 20))],
      [
        'breaks',
        (response) => {
          response.write(event('a'), () => response.destroy());
        },
      ],
      ['falls silent', (response) => response.write(event('a'))],
    ])('is unavailable when the connection %s', async (_, answer) => {
      const { kube } = await stubbed([answer], { watchIdleMs: 50 });
      await expect(watch(kube)).rejects.toMatchObject({
        code: 'unavailable',
        problem: { where: 'Kubernetes API, watch secrets' },
      });
    });

    it('refuses an event without an end', async () => {
      const { kube } = await stubbed([(response) => response.end('x'.repeat(17 * 1024 * 1024))]);
      await expect(watch(kube)).rejects.toMatchObject({ code: 'refused' });
    });

    it('asks nothing when it is aborted from the start', async () => {
      const { kube, server } = await stubbed([json(200, {})]);
      const signal = AbortSignal.abort();
      for await (const each of kube.watch(SECRETS, { resourceVersion: '6', signal })) {
        throw new Error(`unexpected ${each.type}`);
      }
      expect(server.seen).toEqual([]);
    });

    it('closes its connection when the reader has enough', async () => {
      const closed = Promise.withResolvers<void>();
      const { kube } = await stubbed([
        (response) => {
          response.once('close', () => closed.resolve());
          response.write(event('a'));
        },
      ]);
      const { signal } = new AbortController();
      for await (const each of kube.watch(SECRETS, { resourceVersion: '6', signal })) {
        expect(each.type).toBe('added');
        break;
      }
      await closed.promise;
    });
  });
});

describe('connectKube', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-kube-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows the server and the namespace of its context, and counts what it asks', async () => {
    const api = await startKubeApi();
    const path = join(folder, 'config');
    writeFileSync(path, api.kubeconfig('argocd'));
    const told: string[] = [];
    const kube = await connectKube({
      environment: {},
      kubeconfig: path,
      clock: testClock(),
      random: () => 0,
      onRequest: (verb, { plural }) => told.push(`${verb} ${plural}`),
    });
    expect([kube.server, kube.namespace]).toEqual([api.url, 'argocd']);
    await kube.get(
      { group: '', version: 'v1', plural: 'namespaces' },
      { namespace: '', name: 'default' },
    );
    expect(told).toEqual(['get namespaces']);
    await kube.close();
    await api.stop();
  });
});
