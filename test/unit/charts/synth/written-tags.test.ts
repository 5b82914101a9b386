import { describe, expect, it } from '@jest/globals';
import {
  dataOf,
  tagInKustomization,
  tagInOverride,
  tagInValues,
} from '../../../../charts/synth/written-tags.ts';

const IMAGE = 'ghcr.io/acme/back';
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('tagInValues', () => {
  it.each([
    ['image:\n  tag: v1.0.3\n', { tag: 'v1.0.3' }],
    ['image:\n  tag: 1.10\n', { tag: '1.10' }],
    [`image:\n  tag: "v1@${DIGEST}"\n`, { tag: `v1@${DIGEST}` }],
    ['image:\n  tag:\n', undefined],
    ['image: {}\n', undefined],
    ['', undefined],
  ])('of %j is %j', (text, tag) => {
    expect(tagInValues('values.yaml', text)).toEqual(tag);
  });

  it.each(['image: [', 'image: v1\n', '- a\n'])('refuses to lose the tag of %j', (text) => {
    expect(() => tagInValues('charts/back/values.yaml', text)).toThrow('charts/back/values.yaml');
  });
});

describe('tagInKustomization', () => {
  it.each([
    [`images:\n  - name: ${IMAGE}\n    newTag: v2\n`, { tag: 'v2' }],
    [
      `images:\n  - {name: ${IMAGE}, newTag: v2, digest: "${DIGEST}"}\n`,
      { tag: 'v2', digest: DIGEST },
    ],
    [`images:\n  - name: ${IMAGE}\n    digest: ${DIGEST}\n`, { digest: DIGEST }],
    ['images:\n  - name: other\n    newTag: v2\n', undefined],
    ['resources: []\n', undefined],
  ])('of %j is %j', (text, tag) => {
    expect(tagInKustomization('kustomization.yaml', text, IMAGE)).toEqual(tag);
  });
});

describe('tagInOverride', () => {
  it.each([
    ['helm:\n  parameters:\n  - name: image.tag\n    value: v3\n', { tag: 'v3' }],
    [`kustomize:\n  images:\n  - other:v1\n  - ${IMAGE}:v3\n`, { tag: 'v3' }],
    [`kustomize:\n  images:\n  - back=${IMAGE}:v3@${DIGEST}\n`, { tag: 'v3', digest: DIGEST }],
    [`kustomize:\n  images:\n  - ${IMAGE}\n`, undefined],
    ['helm: {}\n', undefined],
  ])('of %j is %j', (text, tag) => {
    expect(tagInOverride('.argocd-source-back.yaml', text, IMAGE)).toEqual(tag);
  });
});

describe('dataOf', () => {
  it('takes every scalar for text', () => {
    expect(dataOf('x.yaml', 'a: 1.10\nb: true\n')).toEqual({ a: '1.10', b: 'true' });
  });

  it('does not unfold aliases without end', () => {
    expect(() => dataOf('x.yaml', 'a: &a [x]\nb: [*a]\n')).toThrow('x.yaml: does not parse');
  });
});
