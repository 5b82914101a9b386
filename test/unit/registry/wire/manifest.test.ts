import { describe, expect, it } from '@jest/globals';
import { buildImage } from '../../../../src/demo/registry/image.ts';
import { isDigest, parseConfig, parseManifest } from '../../../../src/registry/wire/manifest.ts';

const AMD64 = { os: 'linux', architecture: 'amd64' };
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const DIGEST = `sha256:${'a'.repeat(64)}`;

const read = (value: unknown, contentType?: string) =>
  parseManifest(Buffer.from(JSON.stringify(value)), contentType);

describe('parseManifest', () => {
  it.each(['oci', 'docker'] as const)('reads an image of the %s kind', (format) => {
    const { top, blobs } = buildImage({ format });
    expect(parseManifest(top.bytes, undefined)).toEqual({
      kind: 'image',
      config: blobs[1]?.digest,
    });
  });

  it.each(['oci', 'docker'] as const)('reads an index of the %s kind', (format) => {
    const platforms = ['linux/amd64', 'linux/arm/v7'];
    const { top, manifests } = buildImage({ format, platforms, attestation: true });
    expect(parseManifest(top.bytes, undefined)).toEqual({
      kind: 'index',
      entries: [
        { digest: manifests[0]?.digest, platform: AMD64 },
        {
          digest: manifests[1]?.digest,
          platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
        },
      ],
    });
  });

  it('goes by the header when the body names no media type', () => {
    const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: DIGEST };
    expect(read({ config }, `${OCI_MANIFEST}; charset=utf-8`)).toEqual({
      kind: 'image',
      config: DIGEST,
    });
  });

  it.each([
    ['schema 1', { schemaVersion: 1 }, 'application/vnd.docker.distribution.manifest.v1+prettyjws'],
    ['no media type', { config: {} }, undefined],
    [
      'a Helm chart',
      { config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: DIGEST } },
      OCI_MANIFEST,
    ],
    ['a manifest without config', { layers: [] }, OCI_MANIFEST],
    ['a config that is no digest', { config: { mediaType: 'x', digest: '../../x' } }, OCI_MANIFEST],
    ['an index of nonsense', { manifests: [1] }, 'application/vnd.oci.image.index.v1+json'],
    ['no JSON object', 'text', OCI_MANIFEST],
  ])('finds %s foreign', (_, body, contentType) => {
    expect(read(body, contentType)).toMatchObject({ kind: 'foreign' });
  });
});

const created = (text: unknown) =>
  parseConfig(Buffer.from(JSON.stringify({ ...AMD64, created: text })));

describe('parseConfig', () => {
  it.each([
    ['2025-11-14T17:30:59Z', Date.UTC(2025, 10, 14, 17, 30, 59)],
    ['2025-11-14T17:30:59.123456789Z', Date.UTC(2025, 10, 14, 17, 30, 59, 123)],
    ['2025-11-14T18:30:59+01:00', Date.UTC(2025, 10, 14, 17, 30, 59)],
  ])('reads the date %s', (text, ms) => {
    expect(created(text)).toEqual({ platform: AMD64, created: ms });
  });

  it.each([
    undefined,
    null,
    '',
    'yesterday',
    '1970-01-01T00:00:00Z',
    '1970-01-01T00:00:01Z',
    '0001-01-01T00:00:00Z',
  ])('finds no date in %j', (text) => {
    expect(created(text)).toEqual({ platform: AMD64 });
  });

  it.each(['text', '[]', '{"os": 1}'])('takes %s for no config', (text) => {
    expect(parseConfig(Buffer.from(text))).toBeUndefined();
  });
});

describe('isDigest', () => {
  it.each([
    [DIGEST, true],
    [`sha512:${'0'.repeat(128)}`, true],
    [`sha256:${'A'.repeat(64)}`, false],
    [`md5:${'a'.repeat(32)}`, false],
    [undefined, false],
  ])('%s: %s', (text, expected) => {
    expect(isDigest(text)).toBe(expected);
  });
});
