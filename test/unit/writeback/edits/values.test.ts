import { describe, expect, it } from '@jest/globals';
import type { ImageRef } from '../../../../src/model/image.ts';
import {
  type HelmKeys,
  helmValues,
  imageFromHelmValues,
  imageFromKustomize,
  isKustomizeEntryOf,
  mergeKustomizeImages,
} from '../../../../src/writeback/edits/values.ts';

const IMAGE: ImageRef = { registry: 'ghcr.io', repository: 'acme/back' };
const DIGEST = `sha256:${'0'.repeat(64)}`;
const HELM: HelmKeys = { kind: 'helm', name: 'image.repository', tag: 'image.tag' };
const SPEC: HelmKeys = { kind: 'helm-spec', spec: 'image' };

describe('helmValues', () => {
  it.each([
    ['a tag', { tag: 'v2' }, 'v2'],
    ['a tag with its digest', { tag: 'v2', digest: DIGEST }, `v2@${DIGEST}`],
    ['a digest alone', { digest: DIGEST }, `latest@${DIGEST}`],
  ])('writes %s as upstream does', (_, version, tag) => {
    expect(helmValues(HELM, IMAGE, { ...IMAGE, ...version })).toEqual([
      { name: 'image.repository', value: 'ghcr.io/acme/back' },
      { name: 'image.tag', value: tag },
    ]);
  });

  it('writes no empty tag', () => {
    expect(helmValues(HELM, IMAGE, IMAGE).map(({ name }) => name)).toEqual(['image.repository']);
  });

  it('writes the whole image as one value', () => {
    expect(helmValues(SPEC, IMAGE, { ...IMAGE, tag: 'v2', digest: DIGEST })).toEqual([
      { name: 'image', value: `ghcr.io/acme/back:v2@${DIGEST}` },
    ]);
  });

  it('spells the image as the user did', () => {
    const user = { registry: '', repository: 'nginx' };
    const to = { registry: 'docker.io', repository: 'library/nginx', tag: '1' };
    expect(helmValues(HELM, user, to)[0]?.value).toBe('nginx');
    expect(helmValues(SPEC, user, to)[0]?.value).toBe('nginx:1');
  });
});

describe('imageFromHelmValues', () => {
  it.each<[Record<string, string>, ImageRef | undefined]>([
    [
      { 'image.repository': 'ghcr.io/acme/back', 'image.tag': 'v1' },
      { ...IMAGE, tag: 'v1' },
    ],
    [{ 'image.tag': `v1@${DIGEST}` }, { ...IMAGE, tag: 'v1', digest: DIGEST }],
    [{ 'image.tag': `@${DIGEST}` }, { ...IMAGE, digest: DIGEST }],
    [{ 'image.repository': 'mirror/back' }, { registry: '', repository: 'mirror/back' }],
    [
      { 'image.repository': 'mirror/back:v0', 'image.tag': 'v1' },
      { registry: '', repository: 'mirror/back', tag: 'v1' },
    ],
    [{ 'image.repository': '', 'image.tag': '' }, undefined],
    [{ 'image.repository': '%%%', 'image.tag': 'v1' }, undefined],
    [{}, undefined],
  ])('reads %j', (values, expected) => {
    expect(imageFromHelmValues(HELM, IMAGE, (name) => values[name])).toEqual(expected);
  });

  it.each<[string | undefined, ImageRef | undefined]>([
    ['ghcr.io/acme/back:v1', { ...IMAGE, tag: 'v1' }],
    ['%%%', undefined],
    [undefined, undefined],
  ])('reads the whole image %s', (value, expected) => {
    expect(imageFromHelmValues(SPEC, IMAGE, () => value)).toEqual(expected);
  });
});

describe('mergeKustomizeImages', () => {
  const to = { ...IMAGE, tag: 'v2' };
  const NEW = 'ghcr.io/acme/back:v2';

  it.each([
    ['appends to what is there', ['nginx:1'], {}, ['nginx:1', NEW]],
    [
      'replaces the entry where it stands',
      ['ghcr.io/acme/back:v1', 'nginx:1'],
      {},
      [NEW, 'nginx:1'],
    ],
    ['keeps the name that an entry replaces', ['web=ghcr.io/acme/back:v1'], {}, [`web=${NEW}`]],
    [
      'leaves an image whose name begins alike',
      ['ghcr.io/acme/back-end:1'],
      {},
      ['ghcr.io/acme/back-end:1', NEW],
    ],
    [
      'leaves another image of the same host',
      ['ghcr.io/acme/front:1'],
      {},
      ['ghcr.io/acme/front:1', NEW],
    ],
    ['brings a replaced image back', ['ghcr.io/acme/back=mirror/back:v1'], {}, [NEW]],
    ['leaves what does not parse', ['%%%'], {}, ['%%%', NEW]],
    ['uses the Kustomize name', [], { name: 'web' }, [`web=${NEW}`]],
    ['finds the Kustomize name alone', ['web:1'], { name: 'web' }, [`web=${NEW}`]],
    [
      'finds the Kustomize name with any image',
      ['web=mirror/back:v1'],
      { name: 'web' },
      [`web=${NEW}`],
    ],
    ['finds the Kustomize name with a kept image', ['web=*:v1'], { name: 'web' }, [`web=${NEW}`]],
    [
      'leaves the image under another Kustomize name',
      ['api=ghcr.io/acme/back:v1'],
      { name: 'web' },
      ['api=ghcr.io/acme/back:v1', `web=${NEW}`],
    ],
    ['writes no name that is the image itself', [], { name: 'ghcr.io/acme/back' }, [NEW]],
    [
      'replaces every entry of the image',
      ['ghcr.io/acme/back:v0', 'ghcr.io/acme/back:v1'],
      {},
      [NEW, NEW],
    ],
  ])('%s', (_, images, name, expected) => {
    expect(mergeKustomizeImages(images, { ...name, to })).toEqual(expected);
  });

  it('keeps the spelling that the manifests have', () => {
    const nginx = { registry: '', repository: 'nginx', tag: '2' };
    const once = mergeKustomizeImages(['docker.io/library/nginx:1'], { to: nginx });
    expect(once).toEqual(['docker.io/library/nginx=nginx:2']);
    expect(mergeKustomizeImages(once, { to: nginx })).toEqual(once);
  });

  it('keeps a port apart from a tag', () => {
    const local = { registry: 'localhost:5000', repository: 'back', tag: '2' };
    const images = ['localhost:5000/back:1', 'localhost:5001/back:1'];
    expect(mergeKustomizeImages(images, { to: local })).toEqual([
      'localhost:5000/back:2',
      'localhost:5001/back:1',
    ]);
  });
});

describe('imageFromKustomize', () => {
  it.each<[readonly string[], string | undefined, ImageRef | undefined]>([
    [['nginx:1', 'ghcr.io/acme/back:v1'], undefined, { ...IMAGE, tag: 'v1' }],
    [['ghcr.io/acme/back:v1', 'ghcr.io/acme/back:v2'], undefined, { ...IMAGE, tag: 'v2' }],
    [['web=ghcr.io/acme/back:v1'], undefined, { ...IMAGE, tag: 'v1' }],
    [['web=ghcr.io/acme/back:v1'], 'web', { ...IMAGE, tag: 'v1' }],
    [[`web=ghcr.io/acme/back@${DIGEST}`], 'web', { ...IMAGE, digest: DIGEST }],
    [['api=ghcr.io/acme/back:v1'], 'web', undefined],
    [['nginx:1'], undefined, undefined],
    [[], undefined, undefined],
  ])('reads %j for the name %s', (images, name, expected) => {
    expect(imageFromKustomize(images, { name, image: IMAGE })).toEqual(expected);
  });
});

describe('isKustomizeEntryOf', () => {
  it('tells whose entry it is', () => {
    expect(isKustomizeEntryOf('ghcr.io/acme/back:v1', { to: IMAGE })).toBe(true);
    expect(isKustomizeEntryOf('ghcr.io/acme/front:v1', { to: IMAGE })).toBe(false);
  });
});
