import { describe, expect, it } from '@jest/globals';
import { argocdSource } from '../../../../src/writeback/edits/argocd-source.ts';

const image = { registry: 'ghcr.io', repository: 'acme/api' };
const helm = {
  path: '.argocd-source-api.yaml',
  keys: { kind: 'helm', name: 'image.repository', tag: 'image.tag' } as const,
  image,
};
const kustomize = { ...helm, keys: { kind: 'kustomize' } as const };

describe('argocdSource.read', () => {
  it.each([
    [helm, 'helm: {parameters: [{name: image.tag, value: "1.10"}]}', { ...image, tag: '1.10' }],
    [helm, 'helm: {parameters: [{name: image.tag}, null, x]}', undefined],
    [helm, 'kustomize: {images: [ghcr.io/acme/api:v1]}', undefined],
    [kustomize, 'kustomize: {images: [x:1, ghcr.io/acme/api:v1]}', { ...image, tag: 'v1' }],
    [kustomize, '', undefined],
    [kustomize, undefined, undefined],
  ])('of %j', (place, text, expected) => {
    expect(argocdSource.read(text, place)).toEqual({ ok: true, value: expected });
  });
});

it('fills in a parameter without a value', () => {
  const text =
    'helm:\n  parameters:\n  - name: image.tag\n  - name: image.repository\n    value:\n';
  expect(argocdSource.write(text, [{ ...helm, to: { ...image, tag: 'v1' } }])).toEqual({
    ok: true,
    value:
      'helm:\n  parameters:\n  - name: image.tag\n    value: v1\n  - name: image.repository\n    value: ghcr.io/acme/api\n',
  });
});

it('replaces every override of the image', () => {
  const text = 'kustomize:\n  images:\n  - ghcr.io/acme/api:v1\n  - api=ghcr.io/acme/api:v0 # c\n';
  expect(argocdSource.write(text, [{ ...kustomize, to: { ...image, tag: 'v2' } }])).toEqual({
    ok: true,
    value: 'kustomize:\n  images:\n  - ghcr.io/acme/api:v2\n  - api=ghcr.io/acme/api:v2 # c\n',
  });
});
