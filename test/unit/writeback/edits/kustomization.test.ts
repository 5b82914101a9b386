import { describe, expect, it } from '@jest/globals';
import { kustomization } from '../../../../src/writeback/edits/kustomization.ts';

const image = { registry: 'ghcr.io', repository: 'acme/api' };
const digest = `sha256:${'a'.repeat(64)}`;
const place = { path: 'kustomization.yaml', keys: { kind: 'kustomize' } as const, image };
const named = { ...place, keys: { kind: 'kustomize', name: 'api' } as const };

describe('kustomization.read', () => {
  it.each([
    ['- name: ghcr.io/acme/api\n  newTag: v1', place, { ...image, tag: 'v1' }],
    ['- {name: ghcr.io/acme/api, newTag: 1.10}', place, { ...image, tag: '1.10' }],
    [`- name: ghcr.io/acme/api\n  digest: ${digest}`, place, { ...image, digest }],
    ['- name: api\n  newName: ghcr.io/acme/api\n  newTag: v1', named, { ...image, tag: 'v1' }],
    ['- name: api\n  newTag: v1', named, { registry: '', repository: 'api', tag: 'v1' }],
    ['- name: ghcr.io/acme/api-worker\n  newTag: v1', place, undefined],
    ['  []', place, undefined],
  ])('of images: %j', (images, at, expected) => {
    expect(kustomization.read(`images:\n${images}\n`, at)).toEqual({ ok: true, value: expected });
  });

  it('finds nothing where no list is yet, but misses the file', () => {
    expect(kustomization.read('resources: []\n', place)).toEqual({ ok: true, value: undefined });
    const missing = kustomization.read(undefined, place);
    expect(missing.ok ? '' : missing.error.code).toBe('not-found');
  });
});

it('writes the order of keys that an entry has', () => {
  const text = 'images:\n- newTag: v1\n  newName: old # c\n  name: api\n';
  const edit = { ...named, to: { ...image, tag: 'v2', digest } };
  expect(kustomization.write(text, [edit])).toEqual({
    ok: true,
    value: `images:\n- newTag: v2\n  newName: ghcr.io/acme/api # c\n  name: api\n  digest: ${digest}\n`,
  });
});
