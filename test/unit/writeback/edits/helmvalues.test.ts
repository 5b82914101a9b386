import { describe, expect, it } from '@jest/globals';
import { helmvalues } from '../../../../src/writeback/edits/helmvalues.ts';

const image = { registry: 'ghcr.io', repository: 'acme/api' };
const digest = `sha256:${'a'.repeat(64)}`;
const keys = { kind: 'helm', name: 'image.repository', tag: 'image.tag' } as const;
const place = { path: 'values.yaml', keys, image };
const spec = { ...place, keys: { kind: 'helm-spec', spec: 'image' } as const };

describe('helmvalues.read', () => {
  it.each([
    ['image: {repository: ghcr.io/acme/api, tag: v1}', { ...image, tag: 'v1' }],
    ['image: {repository: ghcr.io/acme/api, tag: 1.10}', { ...image, tag: '1.10' }],
    ['image: {tag: v1}', { ...image, tag: 'v1' }],
    ['image: {registry: ghcr.io, repository: acme/api, tag: v1}', { ...image, tag: 'v1' }],
    [
      'image: {repository: other/api, tag: v1}',
      { registry: '', repository: 'other/api', tag: 'v1' },
    ],
    [`image: {tag: "v1@${digest}"}`, { ...image, tag: 'v1', digest }],
    ['image.tag: v2\nimage.repository: ghcr.io/acme/api\n', { ...image, tag: 'v2' }],
    ['image: {}', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j', (text, expected) => {
    expect(helmvalues.read(text, place)).toEqual({ ok: true, value: expected });
  });

  it('takes the whole image from one key', () => {
    const text = `image: ghcr.io/acme/api:v1@${digest}\n`;
    expect(helmvalues.read(text, spec)).toEqual({
      ok: true,
      value: { ...image, tag: 'v1', digest },
    });
  });

  it('says where something else stands', () => {
    const read = helmvalues.read('image:\n  tag: [v1]\n', place);
    expect(read.ok ? '' : read.error.message).toMatch(/^values.yaml line 2: .+ found a list/);
  });
});

describe('helmvalues.write', () => {
  it('keeps another spelling of the same image', () => {
    const nginx = { registry: '', repository: 'nginx' };
    const edit = { ...place, image: nginx, to: { ...nginx, tag: '1.28' } };
    const text = 'image: {repository: docker.io/library/nginx, tag: "1.27"}\n';
    expect(helmvalues.write(text, [edit])).toEqual({
      ok: true,
      value: text.replace('1.27', '1.28'),
    });
  });

  it('returns the same text when it says so already', () => {
    const text = 'image: {repository: ghcr.io/acme/api, tag: 1.10}\n';
    const edit = { ...place, to: { ...image, tag: '1.10' } };
    expect(helmvalues.write(text, [edit])).toEqual({ ok: true, value: text });
  });
});
