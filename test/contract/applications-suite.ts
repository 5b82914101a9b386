import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedKube, openKube } from '../../src/adapters/kube.ts';
import { staticAuth } from '../../src/adapters/kube-auth.ts';
import { systemClock } from '../../src/adapters/system.ts';
import { APPLICATIONS, type Application } from '../../src/model/application.ts';
import { orThrow } from '../../src/model/errors.ts';
import type { ImageRef } from '../../src/model/image.ts';
import { Secret } from '../../src/model/secret.ts';
import type { ManifestKeys, Watch } from '../../src/model/watch.ts';
import { project } from '../../src/sources/application-schema.ts';
import { createApplicationStore } from '../../src/sources/applications.ts';
import { followImageUpdaters } from '../../src/sources/image-updaters.ts';
import { createApplicationWriter } from '../../src/writeback/application.ts';
import { patchApplication, readApplication } from '../../src/writeback/edits/application.ts';
import { clearPatch } from '../../src/writeback/edits/stale.ts';
import { type RawKube, rawKube } from '../support/kube-raw.ts';
import { testLog } from '../support/log.ts';
import { watch } from '../support/watches.ts';

export interface ServerUnderTest {
  readonly url: string;
  /** PEM. */
  readonly ca?: string | undefined;
  readonly token: string;
  stop(): Promise<void>;
}

const IMAGE: ImageRef = { registry: 'ghcr.io', repository: 'acme/back' };
const TO: ImageRef = { ...IMAGE, tag: 'v1.0.3' };
const GIT = { repoURL: 'https://git.example/ops.git', path: 'back', targetRevision: 'main' };
const HELM: ManifestKeys = { kind: 'helm', name: 'image.repository', tag: 'image.tag' };
const KUSTOMIZE: ManifestKeys = { kind: 'kustomize' };
const OLD = [{ name: 'image.tag', value: 'v1.0.2', forceString: true }, { name: 'only-a-name' }];

/** Reading, following and patching Applications, held against one API server. */
export function describeApplications(start: () => Promise<ServerUnderTest>): void {
  let kube: ConnectedKube;
  let raw: RawKube;
  let namespace = '';
  let namespaces = 0;
  const cleanups: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const { url, ca, token, stop } = await start();
    cleanups.push(stop);
    const auth = staticAuth({ token: new Secret(token) });
    kube = openKube({ server: url, namespace: 'default', auth, tls: { ca } }, { random: () => 0 });
    raw = rawKube({ server: url, token, ca });
    cleanups.push(
      () => kube.close(),
      () => raw.close(),
    );
  }, 90_000);

  afterAll(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  });

  function deps() {
    return { kube, clock: systemClock, random: Math.random, log: testLog() };
  }

  /** An Application of a namespace of its own, as it is read. */
  async function create(spec: object, metadata: object = {}): Promise<Application> {
    namespaces += 1;
    namespace = `apps-${namespaces}`;
    await raw.request('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    return createIn(spec, { name: 'back', ...metadata });
  }

  async function createIn(spec: object, metadata: object): Promise<Application> {
    const created = await kube.create(APPLICATIONS, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { namespace, ...metadata },
      spec: { project: 'default', destination: { namespace: 'x', server: 'y' }, ...spec },
    });
    return orThrow(project(created));
  }

  async function read(): Promise<Application> {
    return orThrow(project(await kube.get(APPLICATIONS, { namespace, name: 'back' })));
  }

  function update(app: Application, watched: Watch, to = TO): Promise<'patched' | 'unchanged'> {
    return createApplicationWriter(deps()).update(app, (current) =>
      orThrow(patchApplication(current, [{ watch: watched, to }])),
    );
  }

  describe('a patch', () => {
    it.each([
      ['a parameter', { source: { ...GIT, helm: { parameters: OLD } } }, HELM],
      ['an empty list', { source: { ...GIT, helm: { parameters: [] } } }, HELM],
      [
        'a Helm stanza without a list',
        {
          source: {
            ...GIT,
            helm: { valuesObject: { a: [1, 2.5, { b: '1' }], c: true }, releaseName: 'x' },
          },
        },
        HELM,
      ],
      ['an empty Helm stanza', { source: { ...GIT, helm: {} } }, HELM],
      ['a bare source', { source: GIT }, HELM],
      [
        'a chart',
        { source: { repoURL: 'https://charts.example', chart: 'a', targetRevision: '1' } },
        HELM,
      ],
      [
        'a bare source with a Helm value for all',
        { source: GIT },
        { kind: 'helm-spec', spec: 'image' },
      ],
      [
        'a Kustomize image',
        { source: { ...GIT, kustomize: { images: ['x:1', 'ghcr.io/acme/back:v1'] } } },
        KUSTOMIZE,
      ],
      ['a Kustomize stanza', { source: { ...GIT, kustomize: { namePrefix: 'a-' } } }, KUSTOMIZE],
      ['a bare source with a Kustomize image', { source: GIT }, KUSTOMIZE],
    ] as const)(
      'of %s makes the spec say what was asked, and is empty then',
      async (_, spec, keys) => {
        const app = await create(spec);
        const watched = watch({ keys });
        expect(await update(app, watched)).toBe('patched');
        const after = await read();
        expect(readApplication(after, watched)).toEqual(TO);
        expect(await update(after, watched)).toBe('unchanged');
      },
    );

    it('changes one of several sources', async () => {
      const sources = [{ repoURL: GIT.repoURL, ref: 'values' }, GIT, { ...GIT, path: 'front' }];
      const app = await create({ sources });
      await update(app, watch({ destination: { method: 'argocd', source: 1 } }));
      const after = await read();
      expect(after.spec.sources).toEqual([
        sources[0],
        { ...GIT, helm: { parameters: expect.arrayContaining([expect.anything()]) } },
        sources[2],
      ]);
    });

    it('loses to nobody and hides nobody’s change, however many write at once', async () => {
      const app = await create({ source: GIT });
      const tags = ['v1', 'v2', 'v3'];
      const watches = tags.map((tag) =>
        watch({ alias: tag, keys: { kind: 'helm', name: `${tag}.name`, tag: `${tag}.tag` } }),
      );
      await Promise.all(watches.map((each) => update(app, each, { ...IMAGE, tag: each.alias })));
      const after = await read();
      expect(watches.map((each) => readApplication(after, each)?.tag)).toEqual(tags);
    });

    it('is not disturbed by what Argo CD writes into the status', async () => {
      const app = await create({ source: GIT });
      await kube.mergePatch(
        APPLICATIONS,
        { namespace, name: 'back' },
        { status: { sourceType: 'Helm', summary: { images: ['ghcr.io/acme/back:v1'] } } },
      );
      expect(await update(app, watch())).toBe('patched');
      expect(await read()).toMatchObject({ status: { sourceType: 'Helm' } });
    });

    it('decides again when somebody changed the value meanwhile', async () => {
      const app = await create({ source: { ...GIT, helm: { parameters: OLD } } });
      const parameters = [
        { name: 'image.tag', value: 'v1.0.3' },
        { name: 'image.repository', value: 'ghcr.io/acme/back' },
      ];
      await kube.mergePatch(
        APPLICATIONS,
        { namespace, name: 'back' },
        { spec: { source: { helm: { parameters } } } },
      );
      expect(await update(app, watch())).toBe('unchanged');
    });

    it('takes an override away again', async () => {
      const app = await create({ source: { ...GIT, helm: { parameters: OLD } } });
      const writer = createApplicationWriter(deps());
      await writer.update(app, (current) => clearPatch(current, [watch()]).patch);
      expect((await read()).spec.source?.helm?.parameters).toEqual([{ name: 'only-a-name' }]);
    });

    it('asks Argo CD to refresh', async () => {
      await create({ source: GIT });
      await createApplicationWriter(deps()).refresh({ namespace, name: 'back' });
      const { metadata } = await kube.get<Application>(APPLICATIONS, { namespace, name: 'back' });
      expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/refresh': 'normal' });
    });
  });

  describe('a store', () => {
    it('follows the Applications it was asked for', async () => {
      await create({ source: GIT }, { labels: { team: 'a' } });
      const key = { namespace, name: 'back' };
      await kube.mergePatch(APPLICATIONS, key, { status: { sourceType: 'Helm' } });
      await createIn({ source: GIT }, { name: 'other', labels: { team: 'b' } });
      const told: string[] = [];
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      const store = createApplicationStore({
        ...deps(),
        namespaces: [namespace],
        labelSelector: 'team=a',
        onChange({ name }, change) {
          told.push(`${name} ${change}`);
          if (change === 'deleted') resolve();
        },
      });
      cleanups.push(() => store.stop());
      await store.ready();
      expect(store.all().map(({ metadata }) => metadata.name)).toEqual(['back']);
      await kube.mergePatch(APPLICATIONS, key, {
        status: { reconciledAt: '2026-01-01T00:00:00Z' },
      });
      await update(await read(), watch());
      const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications/back`;
      await raw.request('DELETE', path);
      await gone;
      expect(told).toEqual(['back changed', 'back deleted']);
    });
  });

  it('finds no ImageUpdater resource, whether or not the kind is served', async () => {
    const updaters = followImageUpdaters({ ...deps(), namespaces: 'all' });
    await updaters.ready();
    expect([updaters.count(), updaters.unknown()]).toEqual([0, undefined]);
    await updaters.stop();
  });
}
