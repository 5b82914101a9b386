import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Application, ApplicationSource } from '../../../../src/model/application.ts';
import type { ImageRef } from '../../../../src/model/image.ts';
import type { ManifestKeys, Watch } from '../../../../src/model/watch.ts';
import { patchApplication, readApplication } from '../../../../src/writeback/edits/application.ts';
import {
  application,
  CHART_IN_GIT,
  withImages,
  withParameters,
} from '../../../support/applications.ts';
import { holds } from '../../../support/holds.ts';
import { applied } from '../../../support/json-patch.ts';
import { watch } from '../../../support/watches.ts';

const IMAGE: ImageRef = { registry: 'ghcr.io', repository: 'acme/back' };
const TO: ImageRef = { ...IMAGE, tag: 'v1.0.3' };
const OLD = withParameters({
  replicas: '2',
  'image.repository': 'ghcr.io/acme/back',
  'image.tag': 'v1.0.2',
});
const KUSTOMIZE = watch({ keys: { kind: 'kustomize' } });

function patchOf(app: Application, changes = [{ watch: watch(), to: TO }]) {
  const patch = patchApplication(app, changes);
  if (!patch.ok) throw patch.error;
  return patch.value;
}

function apply(app: Application, changes = [{ watch: watch(), to: TO }]): Application {
  return applied(app, patchOf(app, changes));
}

describe('readApplication', () => {
  it.each<[string, ApplicationSource, Watch, ImageRef | undefined]>([
    ['Helm parameters', OLD, watch(), { ...IMAGE, tag: 'v1.0.2' }],
    ['no parameters', CHART_IN_GIT, watch(), undefined],
    ['other parameters', withParameters({ x: 'y' }), watch(), undefined],
    [
      'one parameter with all of it',
      withParameters({ image: 'ghcr.io/acme/back:v1' }),
      watch({ keys: { kind: 'helm-spec', spec: 'image' } }),
      { ...IMAGE, tag: 'v1' },
    ],
    ['Kustomize images', withImages(['ghcr.io/acme/back:v1']), KUSTOMIZE, { ...IMAGE, tag: 'v1' }],
    ['no images', CHART_IN_GIT, KUSTOMIZE, undefined],
  ])('reads %s', (_, source, watched, expected) => {
    expect(readApplication(application({ source }), watched)).toEqual(expected);
  });

  it('takes the last of two parameters of one name, as Argo CD does', () => {
    const parameters = [
      { name: 'image.tag', value: 'v1' },
      { name: 'image.tag', value: 'v2' },
    ];
    const source = { ...CHART_IN_GIT, helm: { parameters } };
    expect(readApplication(application({ source }), watch())?.tag).toBe('v2');
  });

  it('reads the source that the Watch writes to', () => {
    const app = application({ sources: [CHART_IN_GIT, OLD] });
    const [none, second, gone] = [0, 1, 2].map((source) =>
      readApplication(app, watch({ destination: { method: 'argocd', source } })),
    );
    expect(second?.tag).toBe('v1.0.2');
    expect([none, gone]).toEqual([undefined, undefined]);
  });
});

describe('patchApplication', () => {
  it('replaces the value that was read, and nothing else', () => {
    expect(patchOf(application({ source: OLD }))).toEqual([
      {
        op: 'test',
        path: '/spec/source/helm/parameters/2',
        value: { name: 'image.tag', value: 'v1.0.2', forceString: true },
      },
      {
        op: 'replace',
        path: '/spec/source/helm/parameters/2',
        value: { name: 'image.tag', value: 'v1.0.3', forceString: true },
      },
    ]);
  });

  it('is empty when the change is made', () => {
    const done = withParameters({ 'image.repository': 'ghcr.io/acme/back', 'image.tag': 'v1.0.3' });
    expect(patchOf(application({ source: done }))).toEqual([]);
    expect(patchOf(application(), [])).toEqual([]);
  });

  it('makes numbers strings', () => {
    const parameters = [{ name: 'image.tag', value: '1.9', forceString: false }];
    const source = { ...CHART_IN_GIT, helm: { parameters } };
    const to = { ...IMAGE, tag: '1.10' };
    expect(apply(application({ source }), [{ watch: watch(), to }]).spec.source?.helm).toEqual({
      parameters: [
        { name: 'image.tag', value: '1.10', forceString: true },
        { name: 'image.repository', value: 'ghcr.io/acme/back', forceString: true },
      ],
    });
  });

  it('writes two images of one Application in one patch', () => {
    const front = watch({
      alias: 'front',
      image: { registry: 'ghcr.io', repository: 'acme/front' },
      keys: { kind: 'helm', name: 'front.image', tag: 'front.tag' },
    });
    const to = { ...front.image, tag: 'v7' };
    const after = apply(application(), [
      { watch: watch(), to: TO },
      { watch: front, to },
    ]);
    expect(readApplication(after, watch())).toEqual(TO);
    expect(readApplication(after, front)).toEqual(to);
  });

  it('names the source it changes by what it points to, when there are several', () => {
    const app = application({ sources: [CHART_IN_GIT, OLD] });
    const second = watch({ destination: { method: 'argocd', source: 1 } });
    const patch = patchOf(app, [{ watch: second, to: TO }]);
    expect(patch.slice(0, 2)).toEqual([
      { op: 'test', path: '/spec/sources/1/repoURL', value: OLD.repoURL },
      { op: 'test', path: '/spec/sources/1/path', value: OLD.path },
    ]);
  });

  it('asks to read again when the source is gone', () => {
    const third = watch({ destination: { method: 'argocd', source: 2 } });
    expect(patchApplication(application(), [{ watch: third, to: TO }])).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it.each<[string, ApplicationSource, ApplicationSource]>([
    [
      'the value was changed',
      OLD,
      withParameters({ replicas: '2', 'image.repository': 'ghcr.io/acme/back', 'image.tag': 'v9' }),
    ],
    ['the list was reordered', OLD, withParameters({ 'image.tag': 'v1.0.2', replicas: '2' })],
    ['the list is gone', OLD, CHART_IN_GIT],
    [
      'a parameter was added to the list',
      withParameters({}),
      withParameters({ 'image.tag': 'v9' }),
    ],
    ['the list was created', { ...CHART_IN_GIT, helm: {} }, withParameters({ 'image.tag': 'v9' })],
    ['the stanza was created', CHART_IN_GIT, withParameters({ 'image.tag': 'v9' })],
  ])('does not apply when meanwhile %s', (_, read, now) => {
    const patch = patchOf(application({ source: read }));
    expect(() => applied(application({ source: now }), patch)).toThrow();
  });

  it('does not apply when sources changed places meanwhile', () => {
    const other = { ...OLD, repoURL: 'https://git.example/other.git' };
    const first = watch({ destination: { method: 'argocd', source: 0 } });
    const patch = patchOf(application({ sources: [OLD, other] }), [{ watch: first, to: TO }]);
    expect(() => applied(application({ sources: [other, OLD] }), patch)).toThrow();
  });

  it('applies when only the status has changed', () => {
    const app = application({ source: OLD });
    const patch = patchOf(app);
    const now = { ...app, status: { sourceType: 'Helm' } };
    expect(readApplication(applied(now, patch), watch())).toEqual(TO);
  });
});

const tag = fc.stringMatching(/^[a-z0-9][a-z0-9.]{0,8}$/);
const repository = fc.constantFrom('back', 'backend', 'acme/back', 'acme/front');
const registry = fc.constantFrom('', 'ghcr.io', 'localhost:5000', 'docker.io');
const image: fc.Arbitrary<ImageRef> = fc.record({ registry, repository });
const name = fc.constantFrom('image.name', 'image.tag', 'image', 'a~b/c', 'replicas');
const text = fc.tuple(image, tag).map(([ref, version]) => {
  const host = ref.registry === '' ? '' : `${ref.registry}/`;
  return `${host}${ref.repository}:${version}`;
});
const entry = fc.oneof(
  text,
  text.map((value) => `web=${value}`),
  fc.constant('web=*:1'),
);
const parameter = fc.record({ name, value: fc.oneof(tag, text) }, { requiredKeys: ['name'] });
const source: fc.Arbitrary<ApplicationSource> = fc.record(
  {
    repoURL: fc.constantFrom('https://git.example/a.git', 'https://git.example/b.git'),
    path: fc.constantFrom('a', 'b'),
    helm: fc.record({ parameters: fc.array(parameter) }, { requiredKeys: [] }),
    kustomize: fc.record({ images: fc.array(entry) }, { requiredKeys: [] }),
  },
  { requiredKeys: ['repoURL'] },
);
const keys: fc.Arbitrary<ManifestKeys> = fc.constantFrom<ManifestKeys>(
  { kind: 'helm', name: 'image.name', tag: 'image.tag' },
  { kind: 'helm-spec', spec: 'image' },
  { kind: 'kustomize' },
  { kind: 'kustomize', name: 'web' },
);

const change = fc
  .record({
    sources: fc.array(source, { minLength: 1, maxLength: 3 }),
    one: fc.boolean(),
    keys,
    image,
    tag,
  })
  .map(({ sources, one, ...rest }) => {
    const index = sources.length - 1;
    const app = one
      ? application({ source: sources[index] ?? CHART_IN_GIT })
      : application({ sources });
    const destination = { method: 'argocd', source: one ? undefined : index } as const;
    const to = { ...rest.image, tag: rest.tag };
    return { app, watch: watch({ image: rest.image, keys: rest.keys, destination }), to };
  });

describe('patchApplication, for any Application', () => {
  it('makes the spec say what was asked for', () => {
    holds(
      fc.property(change, ({ app, watch: watched, to }) => {
        expect(readApplication(apply(app, [{ watch: watched, to }]), watched)).toEqual(to);
      }),
    );
  });

  it('changes nothing the second time', () => {
    holds(
      fc.property(change, ({ app, watch: watched, to }) => {
        const changes = [{ watch: watched, to }];
        expect(patchOf(apply(app, changes), changes)).toEqual([]);
      }),
    );
  });

  it('changes nothing else', () => {
    holds(
      fc.property(change, ({ app, watch: watched, to }) => {
        const after = apply(app, [{ watch: watched, to }]);
        expect(others(after, watched)).toEqual(others(app, watched));
      }),
    );
  });
});

/** The Application without what the Watch is about. */
function others(app: Application, { keys: own, image: watched }: Watch): unknown {
  const names =
    own.kind === 'helm' ? [own.name, own.tag] : own.kind === 'helm-spec' ? [own.spec] : [];
  const strip = ({ helm, kustomize, ...rest }: ApplicationSource) => ({
    ...rest,
    parameters: (helm?.parameters ?? []).filter((each) => !names.includes(each.name ?? '')),
    images: (kustomize?.images ?? []).filter(
      (each) =>
        own.kind !== 'kustomize' ||
        !(own.name === undefined ? each.includes(watched.repository) : each.startsWith('web')),
    ),
  });
  const { source: single, sources } = app.spec;
  return {
    ...app,
    spec: { single: single && strip(single), sources: sources?.map(strip) },
  };
}
