import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { buildImage, type Content, digestOf } from '../../../../src/demo/registry/image.ts';

const json = ({ bytes }: Content) => JSON.parse(bytes.toString());

describe('buildImage', () => {
  it('makes one manifest for one platform', () => {
    const { blobs, manifests, top } = buildImage({ created: 0 });
    expect(manifests).toEqual([top]);
    const [layer, config] = blobs;
    expect(json(top)).toMatchObject({
      mediaType: top.mediaType,
      config: { digest: config?.digest, size: config?.bytes.byteLength },
      layers: [{ digest: layer?.digest }],
    });
    expect(config && json(config)).toMatchObject({
      created: '1970-01-01T00:00:00.000Z',
      os: 'linux',
      architecture: 'amd64',
      rootfs: { diff_ids: [layer && digestOf(gunzipSync(layer.bytes))] },
    });
  });

  it('makes an index for more', () => {
    const platforms = ['linux/amd64', 'linux/arm/v7'];
    const { manifests, top } = buildImage({ platforms, attestation: true });
    expect(manifests).toHaveLength(3);
    expect(manifests.at(-1)).toBe(top);
    expect(json(top).manifests).toMatchObject([
      { digest: manifests[0]?.digest, platform: { os: 'linux', architecture: 'amd64' } },
      { digest: manifests[1]?.digest, platform: { architecture: 'arm', variant: 'v7' } },
      { platform: { os: 'unknown', architecture: 'unknown' } },
    ]);
  });

  it('names everything by its digest', () => {
    const { blobs, manifests } = buildImage({ platforms: ['a/b', 'c/d'], format: 'docker' });
    for (const { digest, bytes } of [...blobs, ...manifests]) expect(digest).toBe(digestOf(bytes));
  });

  it('differs by its label, and by nothing else', () => {
    const [one, same, other] = ['a', 'a', 'b'].map((label) => buildImage({ label }).top.digest);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});
