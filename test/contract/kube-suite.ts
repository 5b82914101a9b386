import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedKube, type KubeOptions, openKube } from '../../src/adapters/kube.ts';
import { staticAuth } from '../../src/adapters/kube-auth.ts';
import { Secret } from '../../src/model/secret.ts';
import type { KubeEvent, ListOptions, ObjectKey, ResourceKind } from '../../src/ports.ts';
import { type RawKube, rawKube } from '../support/kube-raw.ts';

/** An API server with Argo CD's Application served. */
export interface KubeUnderTest {
  readonly url: string;
  /** PEM. */
  readonly ca?: string | undefined;
  /** `admin` may do everything, `restricted` may get Applications and nothing else. */
  readonly tokens: { readonly admin: string; readonly restricted: string };
  /** How long a watch must be allowed to last to get a bookmark. */
  readonly bookmarkSeconds: number;
  /** Forgets past versions. */
  compact(): Promise<void>;
  stop(): Promise<void>;
}

interface KubeObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly source: { readonly helm?: unknown } };
  readonly status?: unknown;
}

export const APPLICATIONS: ResourceKind = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
};
const SECRETS: ResourceKind = { group: '', version: 'v1', plural: 'secrets' };

/** What the Kube port promises, held against one API server. */
export function describeKube(start: () => Promise<KubeUnderTest>): void {
  let server: KubeUnderTest;
  let kube: ConnectedKube;
  let raw: RawKube;
  const cleanups: (() => Promise<void>)[] = [];
  let namespaces = 0;

  beforeAll(async () => {
    server = await start();
    cleanups.push(() => server.stop());
    kube = connect();
    raw = rawKube({ server: server.url, token: server.tokens.admin, ca: server.ca });
    cleanups.push(() => raw.close());
  }, 90_000);

  afterAll(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  });

  function connect(token = server.tokens.admin, options: Partial<KubeOptions> = {}): ConnectedKube {
    const connected = openKube(
      {
        server: server.url,
        namespace: 'default',
        auth: staticAuth({ token: new Secret(token) }),
        tls: { ca: server.ca },
      },
      { random: () => 0, ...options },
    );
    cleanups.push(() => connected.close());
    return connected;
  }

  /** Deleted namespaces never go away where no controller runs, so each test has its own. */
  async function namespace(): Promise<string> {
    namespaces += 1;
    const name = `test-${namespaces}`;
    const { status } = await raw.request('POST', '/api/v1/namespaces', { metadata: { name } });
    expect(status).toBe(201);
    return name;
  }

  async function createApplication(
    key: ObjectKey,
    parts: { metadata?: object; source?: object } = {},
  ): Promise<KubeObject> {
    await kube.create(APPLICATIONS, application(key, parts));
    return kube.get<KubeObject>(APPLICATIONS, key);
  }

  async function listAll(options: ListOptions): Promise<{ names: string[][]; versions: string[] }> {
    const names: string[][] = [];
    const versions: string[] = [];
    for await (const page of kube.list<KubeObject>(APPLICATIONS, options)) {
      names.push(page.items.map(({ metadata }) => metadata.name));
      versions.push(page.resourceVersion);
    }
    return { names, versions };
  }

  async function versionNow(): Promise<string> {
    const { versions } = await listAll({ namespace: 'none', limit: 1 });
    return versions[0] ?? '';
  }

  async function take(
    count: number,
    options: ListOptions & { resourceVersion: string },
  ): Promise<KubeEvent<KubeObject>[]> {
    const { signal } = new AbortController();
    const seen: KubeEvent<KubeObject>[] = [];
    for await (const event of kube.watch<KubeObject>(APPLICATIONS, { ...options, signal })) {
      if (event.type !== 'bookmark' && seen.push(event) === count) break;
    }
    return seen;
  }

  describe('objects', () => {
    it('creates an object and gets it back', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const created = await kube.create(APPLICATIONS, application(key));
      expect(created).toMatchObject({
        ...application(key),
        metadata: {
          ...key,
          generation: 1,
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          resourceVersion: expect.stringMatching(/^\d+$/),
          creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        },
      });
      expect(await kube.get(APPLICATIONS, key)).toEqual(created);
    });

    it('names an object after generateName', async () => {
      const namespaced = { namespace: await namespace(), generateName: 'login-' };
      const created = await kube.create<object>(SECRETS, { metadata: namespaced });
      expect(created).toHaveProperty('metadata.name', expect.stringMatching(/^login-[0-9a-z]{5}$/));
    });

    it('refuses to create what exists', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key);
      await expect(createApplication(key)).rejects.toMatchObject({
        code: 'conflict',
        problem: { status: 409, what: expect.stringContaining('AlreadyExists') },
      });
    });

    it('refuses to create in a namespace that does not exist', async () => {
      const creating = createApplication({ namespace: 'nowhere', name: 'back' });
      await expect(creating).rejects.toMatchObject({ code: 'not-found' });
    });

    it('says which object does not exist', async () => {
      const getting = kube.get(APPLICATIONS, { namespace: 'default', name: 'none' });
      await expect(getting).rejects.toMatchObject({
        code: 'not-found',
        problem: {
          status: 404,
          where: 'Kubernetes API, get applications.argoproj.io default/none',
          what: expect.stringContaining('applications.argoproj.io "none" not found'),
        },
      });
    });

    it.each([
      { ...APPLICATIONS, plural: 'nothings' },
      { ...APPLICATIONS, group: 'nowhere.example' },
      { ...APPLICATIONS, version: 'v9' },
    ])('says that $group/$version/$plural is not served', async (kind) => {
      const getting = kube.get(kind, { namespace: 'default', name: 'back' });
      await expect(getting).rejects.toMatchObject({
        code: 'not-found',
        problem: { hint: expect.stringContaining('not served') },
      });
    });

    it('keeps what stringData says in the data of a Secret', async () => {
      const key = { namespace: await namespace(), name: 'login' };
      await kube.create(SECRETS, { metadata: key, stringData: { password: 'p' } });
      const secret = await kube.get(SECRETS, key);
      expect(secret).toMatchObject({ type: 'Opaque', data: { password: 'cA==' } });
      expect(secret).not.toHaveProperty('stringData');
      expect(secret).not.toHaveProperty('metadata.generation');
    });

    it('deletes', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key);
      const { status, body } = await raw.request('DELETE', pathOf(key));
      expect([status, body.status]).toEqual([200, 'Success']);
      await expect(kube.get(APPLICATIONS, key)).rejects.toMatchObject({ code: 'not-found' });
      expect((await raw.request('DELETE', pathOf(key))).status).toBe(404);
    });

    it('keeps a deleted object until its finalizers are gone', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const finalizers = ['resources-finalizer.argocd.argoproj.io'];
      await createApplication(key, { metadata: { finalizers } });
      await raw.request('DELETE', pathOf(key));
      const marked = await kube.get<KubeObject>(APPLICATIONS, key);
      expect(marked.metadata.deletionTimestamp).toBeDefined();
      await kube.mergePatch(APPLICATIONS, key, { metadata: { finalizers: null } });
      await expect(kube.get(APPLICATIONS, key)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('replaces an object whose version is the present one', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const { metadata } = await createApplication(key);
      const { resourceVersion } = metadata;
      const changed = application(key, { metadata: { resourceVersion }, source: { path: 'new' } });
      const { status, body } = await raw.request('PUT', pathOf(key), changed);
      expect(status).toBe(200);
      expect(body.metadata?.generation).toBe(2);
      expect(body.metadata?.uid).toBe(metadata.uid);
      const stale = await raw.request('PUT', pathOf(key), changed);
      expect([stale.status, stale.body.reason]).toEqual([409, 'Conflict']);
    });

    it('replaces no custom object without its version', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key);
      const { status, body } = await raw.request('PUT', pathOf(key), application(key));
      expect([status, body.reason]).toEqual([422, 'Invalid']);
    });

    it('has no status subresource for Applications', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const { metadata } = await createApplication(key);
      expect((await raw.request('GET', `${pathOf(key)}/status`)).status).toBe(404);
      const status = { sourceType: 'Helm' };
      const patched = await kube.mergePatch<KubeObject>(APPLICATIONS, key, { status });
      expect(patched.status).toEqual(status);
      expect(patched.metadata.resourceVersion).not.toBe(metadata.resourceVersion);
      expect(patched.metadata.generation).toBe(2);
    });
  });

  describe('patches', () => {
    const parameters = [
      { name: 'image.name', value: 'registry.example/back' },
      { name: 'image.tag', value: 'v1.0.2' },
    ];
    const tagAt = '/spec/source/helm/parameters/1';

    async function helmApplication(): Promise<ObjectKey & { readonly version: string }> {
      const key = { namespace: await namespace(), name: 'back' };
      const { metadata } = await createApplication(key, { source: { helm: { parameters } } });
      return { ...key, version: metadata.resourceVersion };
    }

    it('applies a JSON patch whose tests hold', async () => {
      const key = await helmApplication();
      const patched = await kube.jsonPatch<KubeObject>(APPLICATIONS, key, [
        { op: 'test', path: `${tagAt}/name`, value: 'image.tag' },
        { op: 'test', path: `${tagAt}/value`, value: 'v1.0.2' },
        { op: 'replace', path: `${tagAt}/value`, value: 'v1.0.3' },
        { op: 'add', path: `${tagAt}/forceString`, value: true },
      ]);
      expect(patched.spec.source.helm).toEqual({
        parameters: [parameters[0], { name: 'image.tag', value: 'v1.0.3', forceString: true }],
      });
      expect(patched.metadata.generation).toBe(2);
    });

    it.each([
      ['another value', { op: 'test', path: `${tagAt}/value`, value: 'v1.0.1' }],
      ['another name', { op: 'test', path: `${tagAt}/name`, value: 'tag' }],
      ['nothing where something is', { op: 'test', path: tagAt, value: null }],
      ['an absent list', { op: 'test', path: '/spec/sources', value: [] }],
    ] as const)(
      'reports a conflict and changes nothing when a test expects %s',
      async (_, test) => {
        const key = await helmApplication();
        const patching = kube.jsonPatch(APPLICATIONS, key, [
          { op: 'replace', path: `${tagAt}/value`, value: 'v1.0.3' },
          test,
        ]);
        await expect(patching).rejects.toMatchObject({
          code: 'conflict',
          problem: { status: 422 },
        });
        const { metadata } = await kube.get<KubeObject>(APPLICATIONS, key);
        expect(metadata.resourceVersion).toBe(key.version);
      },
    );

    it.each([
      ['added below an absent parent', { op: 'add', path: '/spec/sources/0', value: {} }],
      ['replaced below an absent parent', { op: 'replace', path: '/spec/none/path', value: 'x' }],
      [
        'replaced beyond the end',
        { op: 'replace', path: '/spec/source/helm/parameters/2', value: {} },
      ],
      ['removed but absent', { op: 'remove', path: '/spec/source/path' }],
      [
        'beyond the end of a list',
        { op: 'add', path: '/spec/source/helm/parameters/9', value: {} },
      ],
    ] as const)('reports a conflict for a path that is %s', async (_, operation) => {
      const key = await helmApplication();
      const patching = kube.jsonPatch(APPLICATIONS, key, [operation]);
      await expect(patching).rejects.toMatchObject({ code: 'conflict', problem: { status: 422 } });
    });

    it('adds a list that was absent, appends to it and removes from it', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key);
      const patched = await kube.jsonPatch<KubeObject>(APPLICATIONS, key, [
        { op: 'add', path: '/spec/source/helm', value: { parameters: [] } },
        { op: 'add', path: '/spec/source/helm/parameters/-', value: parameters[0] },
        { op: 'add', path: '/spec/source/helm/parameters/0', value: parameters[1] },
        { op: 'remove', path: '/spec/source/helm/parameters/1' },
      ]);
      expect(patched.spec.source.helm).toEqual({ parameters: [parameters[1]] });
    });

    it('adds what a replace does not find, and takes what is absent for null', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key);
      const patched = await kube.jsonPatch<KubeObject>(APPLICATIONS, key, [
        { op: 'test', path: '/spec/source/path', value: null },
        { op: 'replace', path: '/spec/source/path', value: 'charts/back' },
      ]);
      expect(patched.spec.source).toMatchObject({ path: 'charts/back' });
    });

    it.each([
      ['is no list', {}, 400],
      ['has an operation that nobody knows', [{ op: 'guess', path: '/spec' }], 422],
    ])('refuses a JSON patch that %s', async (_, patch, expected) => {
      const key = await helmApplication();
      const type = 'application/json-patch+json';
      const { status } = await raw.request('PATCH', pathOf(key), patch, type);
      expect(status).toBe(expected);
    });

    it.each([{ metadata: { name: 'other' } }, ['list']])(
      'refuses the merge patch %j',
      async (patch) => {
        const patching = kube.mergePatch(APPLICATIONS, await helmApplication(), patch);
        await expect(patching).rejects.toMatchObject({
          code: 'invalid-config',
          problem: { status: 400 },
        });
      },
    );

    it('reads ~1 and ~0 in a path as / and ~', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key, { metadata: { annotations: { 'a.example/b': '1' } } });
      const patched = await kube.jsonPatch<KubeObject>(APPLICATIONS, key, [
        { op: 'replace', path: '/metadata/annotations/a.example~1b', value: '2' },
      ]);
      expect(patched.metadata.annotations).toEqual({ 'a.example/b': '2' });
    });

    it('merges annotations and removes what is null', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      await createApplication(key, { metadata: { annotations: { keep: '1', drop: '2' } } });
      const { metadata } = await kube.mergePatch<KubeObject>(APPLICATIONS, key, {
        metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal', drop: null } },
      });
      expect(metadata.annotations).toEqual({ keep: '1', 'argocd.argoproj.io/refresh': 'normal' });
      expect(metadata.generation).toBe(1);
    });

    it('writes nothing when a patch changes nothing', async () => {
      const key = await helmApplication();
      const { metadata } = await kube.mergePatch<KubeObject>(APPLICATIONS, key, {
        spec: { source: { repoURL: 'https://git.example/app' } },
      });
      expect(metadata.resourceVersion).toBe(key.version);
    });

    it('reports a conflict when a merge patch names an old version', async () => {
      const key = await helmApplication();
      await kube.mergePatch(APPLICATIONS, key, { metadata: { labels: { a: 'b' } } });
      const patching = kube.mergePatch(APPLICATIONS, key, {
        metadata: { resourceVersion: key.version, labels: { a: 'c' } },
      });
      await expect(patching).rejects.toMatchObject({ code: 'conflict', problem: { status: 409 } });
    });

    it('patches nothing that does not exist', async () => {
      const key = { namespace: 'default', name: 'none' };
      const patching = kube.jsonPatch(APPLICATIONS, key, [{ op: 'remove', path: '/spec' }]);
      await expect(patching).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('lists', () => {
    it('hands over all pages of one version', async () => {
      const within = await namespace();
      for (const name of ['c', 'a', 'e', 'b', 'd']) {
        await createApplication({ namespace: within, name });
      }
      const { names, versions } = await listAll({ namespace: within, limit: 2 });
      expect(names).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
      expect(new Set(versions).size).toBe(1);
    });

    it('hands over one empty page of nothing', async () => {
      const { names } = await listAll({ namespace: await namespace(), limit: 2 });
      expect(names).toEqual([[]]);
    });

    it('does not show between pages what happened since the first', async () => {
      const within = await namespace();
      for (const name of ['a', 'b', 'c']) await createApplication({ namespace: within, name });
      const seen: string[] = [];
      for await (const page of kube.list<KubeObject>(APPLICATIONS, {
        namespace: within,
        limit: 2,
      })) {
        seen.push(...page.items.map(({ metadata }) => metadata.name));
        if (seen.length === 2) await createApplication({ namespace: within, name: 'd' });
      }
      expect(seen).toEqual(['a', 'b', 'c']);
    });

    it('reports a conflict when the pages are forgotten', async () => {
      const within = await namespace();
      for (const name of ['a', 'b', 'c']) await createApplication({ namespace: within, name });
      const listing = async () => {
        const pages = kube.list<KubeObject>(APPLICATIONS, { namespace: within, limit: 2 });
        for await (const { items } of pages) {
          expect(items.length).toBe(2);
          await createApplication({ namespace: within, name: 'd' });
          await server.compact();
        }
      };
      await expect(listing()).rejects.toMatchObject({ code: 'conflict', problem: { status: 410 } });
    });

    it('lists across namespaces', async () => {
      const [one, other] = [await namespace(), await namespace()];
      await createApplication({ namespace: one, name: 'across' });
      await createApplication({ namespace: other, name: 'across' });
      const { names } = await listAll({ fieldSelector: 'metadata.name=across' });
      expect(names.flat()).toEqual(['across', 'across']);
    });

    it.each([
      ['team=blue', ['blue', 'both']],
      ['team==blue', ['blue', 'both']],
      ['team!=blue', ['none', 'red']],
      ['team=blue,tier=web', ['both']],
      ['team in (blue, red)', ['blue', 'both', 'red']],
      ['team notin (blue)', ['none', 'red']],
      ['team', ['blue', 'both', 'red']],
      ['!team', ['none']],
      ['tier in (web),team', ['both']],
    ])('selects by the labels %s', async (labelSelector, expected) => {
      const within = await labelled();
      const { names } = await listAll({ namespace: within, labelSelector });
      expect(names.flat()).toEqual(expected);
    });

    let withLabels: string | undefined;
    async function labelled(): Promise<string> {
      if (withLabels !== undefined) return withLabels;
      withLabels = await namespace();
      const labels = {
        blue: { team: 'blue' },
        both: { team: 'blue', tier: 'web' },
        none: {},
        red: { team: 'red' },
      };
      for (const [name, each] of Object.entries(labels)) {
        await createApplication({ namespace: withLabels, name }, { metadata: { labels: each } });
      }
      return withLabels;
    }

    it.each([{ labelSelector: 'a b' }, { fieldSelector: 'spec.project=x' }])(
      'refuses the selector %p',
      async (selector) => {
        const listing = listAll(selector);
        await expect(listing).rejects.toMatchObject({ code: 'invalid-config' });
      },
    );
  });

  describe('watches', () => {
    it('tells in order what happened since a version', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const resourceVersion = await versionNow();
      await createApplication(key);
      await kube.mergePatch(APPLICATIONS, key, { metadata: { labels: { a: 'b' } } });
      await raw.request('DELETE', pathOf(key));
      const events = await take(3, { namespace: key.namespace, resourceVersion });
      expect(brief(events)).toEqual(['added back', 'modified back', 'deleted back']);
      const versions = events.map((event) => Number(event.resourceVersion));
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(new Set(versions).size).toBe(3);
    });

    it('tells what happens while it watches', async () => {
      const within = await namespace();
      const watching = take(2, { namespace: within, resourceVersion: await versionNow() });
      await createApplication({ namespace: within, name: 'a' });
      await createApplication({ namespace: within, name: 'b' });
      expect(brief(await watching)).toEqual(['added a', 'added b']);
    });

    it('takes up again after the last version it saw', async () => {
      const within = await namespace();
      const resourceVersion = await versionNow();
      await createApplication({ namespace: within, name: 'a' });
      await createApplication({ namespace: within, name: 'b' });
      const [first] = await take(1, { namespace: within, resourceVersion });
      const rest = await take(1, {
        namespace: within,
        resourceVersion: first?.resourceVersion ?? '',
      });
      expect(brief(rest)).toEqual(['added b']);
    });

    it('shows objects that come under a selector as added, and those that leave it as deleted', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const resourceVersion = await versionNow();
      await createApplication(key);
      for (const team of ['blue', 'red', 'blue']) {
        await kube.mergePatch(APPLICATIONS, key, { metadata: { labels: { team } } });
      }
      const events = await take(3, {
        namespace: key.namespace,
        labelSelector: 'team=blue',
        resourceVersion,
      });
      expect(brief(events)).toEqual(['added back', 'deleted back', 'added back']);
    });

    it('watches one object by its name', async () => {
      const within = await namespace();
      const resourceVersion = await versionNow();
      for (const name of ['a', 'b', 'c']) await createApplication({ namespace: within, name });
      const fieldSelector = 'metadata.name=b';
      const events = await take(1, { namespace: within, fieldSelector, resourceVersion });
      expect(brief(events)).toEqual(['added b']);
    });

    it('gets a bookmark before the server ends the watch', async () => {
      const within = await namespace();
      const short = connect(server.tokens.admin, { watchSeconds: server.bookmarkSeconds });
      const resourceVersion = await versionNow();
      await createApplication({ namespace: 'default', name: `elsewhere-${within}` });
      const seen: KubeEvent<unknown>[] = [];
      for await (const event of short.watch(APPLICATIONS, {
        namespace: within,
        resourceVersion,
        signal: new AbortController().signal,
      })) {
        seen.push(event);
      }
      expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(['bookmark']));
      expect(Number(seen.at(-1)?.resourceVersion)).toBeGreaterThan(Number(resourceVersion));
    }, 30_000);

    it('reports a conflict when the version is too old', async () => {
      await server.compact();
      await expect(take(1, { resourceVersion: '1' })).rejects.toMatchObject({
        code: 'conflict',
        problem: { status: 410, what: expect.stringContaining('too old resource version') },
      });
    });

    it('ends without an error when it is aborted', async () => {
      const ending = new AbortController();
      const resourceVersion = await versionNow();
      await createApplication({ namespace: await namespace(), name: 'back' });
      const watching = kube.watch(APPLICATIONS, { resourceVersion, signal: ending.signal });
      const events = watching[Symbol.asyncIterator]();
      expect((await events.next()).done).toBe(false);
      ending.abort();
      expect((await events.next()).done).toBe(true);
    });

    it('watches nothing that is not served', async () => {
      const watching = kube.watch(
        { ...APPLICATIONS, plural: 'nothings' },
        { resourceVersion: '1', signal: new AbortController().signal },
      );
      await expect(watching[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });

  describe('access', () => {
    it('refuses a wrong token', async () => {
      const stranger = connect('wrong');
      const getting = stranger.get(APPLICATIONS, { namespace: 'default', name: 'back' });
      await expect(getting).rejects.toMatchObject({
        code: 'unauthorized',
        problem: { status: 401, hint: expect.stringContaining('credentials') },
      });
    });

    it('lets an account do what its rules allow, and nothing else', async () => {
      const key = { namespace: await namespace(), name: 'back' };
      const created = await createApplication(key);
      const restricted = connect(server.tokens.restricted);
      expect(await restricted.get(APPLICATIONS, key)).toEqual(created);
      const forbidden = {
        code: 'unauthorized',
        problem: { status: 403, hint: expect.stringContaining('RBAC') },
      };
      const patching = restricted.mergePatch(APPLICATIONS, key, { metadata: { labels: {} } });
      await expect(patching).rejects.toMatchObject(forbidden);
      await expect(restricted.get(SECRETS, key)).rejects.toMatchObject({
        ...forbidden,
        problem: {
          ...forbidden.problem,
          what: expect.stringContaining('User "restricted" cannot get resource "secrets"'),
        },
      });
      const listing = restricted.list(APPLICATIONS)[Symbol.asyncIterator]().next();
      await expect(listing).rejects.toMatchObject(forbidden);
    });
  });
}

/** The least that Argo CD's schema accepts. */
function application(
  { namespace, name }: ObjectKey,
  { metadata, source }: { metadata?: object; source?: object } = {},
): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { namespace, name, ...metadata },
    spec: {
      project: 'default',
      destination: {},
      source: { repoURL: 'https://git.example/app', ...source },
    },
  };
}

function pathOf({ namespace, name }: ObjectKey): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications/${name}`;
}

function brief(events: readonly KubeEvent<KubeObject>[]): string[] {
  return events.map((event) =>
    event.type === 'bookmark' ? event.type : `${event.type} ${event.object.metadata.name}`,
  );
}
