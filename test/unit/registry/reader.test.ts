import { describe, expect, it } from '@jest/globals';
import { buildImage, digestOf } from '../../../src/demo/registry/image.ts';
import type { HttpRequest } from '../../../src/ports.ts';
import { createReader } from '../../../src/registry/reader.ts';
import { testClock } from '../../support/clock.ts';
import type { FakeAnswer } from '../../support/http.ts';
import { sender, TARGET } from '../../support/registry-target.ts';

const { top } = buildImage({});
const OTHER = `sha256:${'0'.repeat(64)}`;

function setUp(answer: (request: HttpRequest) => FakeAnswer) {
  const { http, send, exchange } = sender(testClock(), answer);
  return { http, reader: createReader(send, exchange) };
}

const asManifest = (headers = {}): FakeAnswer => ({
  headers: { 'content-type': top.mediaType, ...headers },
  body: top.bytes,
});

describe('digest', () => {
  it('costs one HEAD, for every kind of image', async () => {
    const { reader, http } = setUp(() => ({ headers: { 'docker-content-digest': OTHER } }));
    expect(await reader.digest(TARGET, 'v1')).toBe(OTHER);
    expect(http.requests).toMatchObject([
      { method: 'HEAD', url: 'https://reg.example/v2/team/app/manifests/v1' },
    ]);
    expect(http.requests[0]?.headers?.accept?.split(', ')).toHaveLength(4);
  });

  it.each([
    ['the header is missing', {}],
    ['the header is nonsense', { headers: { 'docker-content-digest': 'x' } }],
    ['HEAD is not supported', { status: 405 }],
    ['HEAD is not implemented', { status: 501 }],
  ])('reads the manifest when %s', async (_, head) => {
    const { reader, http } = setUp(({ method }) => (method === 'HEAD' ? head : asManifest()));
    expect(await reader.digest(TARGET, 'v1')).toBe(top.digest);
    expect(http.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('knows a missing tag from the HEAD', async () => {
    const { reader, http } = setUp(() => ({ status: 404 }));
    await expect(reader.digest(TARGET, 'v1')).rejects.toMatchObject({ code: 'not-found' });
    expect(http.requests).toHaveLength(1);
  });
});

describe('manifest', () => {
  it('works its digest out when the registry does not say', async () => {
    const { reader } = setUp(() => asManifest());
    expect(await reader.manifest(TARGET, 'v1')).toMatchObject({
      digest: top.digest,
      manifest: { kind: 'image' },
    });
  });

  it.each([
    ['the digest that was asked for', top.digest, OTHER, {}],
    ['the digest that the registry claims', 'v1', OTHER, { 'docker-content-digest': OTHER }],
  ])('refuses content that is not %s', async (_, reference, __, headers) => {
    const tampered = { ...asManifest(headers), body: `${top.bytes.toString()} ` };
    const { reader } = setUp(() => tampered);
    await expect(reader.manifest(TARGET, reference)).rejects.toMatchObject({ code: 'refused' });
  });

  it('goes by the digest that was asked for, whatever the registry claims', async () => {
    const { reader } = setUp(() => asManifest({ 'docker-content-digest': OTHER }));
    expect((await reader.manifest(TARGET, top.digest)).digest).toBe(top.digest);
  });
});

describe('blob', () => {
  const bytes = Buffer.from('{"os": "linux"}');

  it('hands over what its digest says', async () => {
    const { reader, http } = setUp(() => ({ body: bytes }));
    expect(Buffer.from(await reader.blob(TARGET, digestOf(bytes)))).toEqual(bytes);
    expect(http.urls()).toEqual([`https://reg.example/v2/team/app/blobs/${digestOf(bytes)}`]);
  });

  it('refuses anything else', async () => {
    const { reader } = setUp(() => ({ body: 'tampered' }));
    await expect(reader.blob(TARGET, digestOf(bytes))).rejects.toMatchObject({
      code: 'refused',
      problem: { expected: digestOf(bytes) },
    });
  });
});
