import { describe, expect, it } from '@jest/globals';
import { buildImage, digestOf } from '../../../../src/demo/registry/image.ts';
import { createPush } from '../../../../src/demo/registry/push.ts';
import type { Reply } from '../../../../src/demo/registry/reply.ts';
import { createStore } from '../../../../src/demo/registry/store.ts';
import { demoRequest } from '../../../support/demo-request.ts';

const BYTES = Buffer.from('0123456789');
const DIGEST = digestOf(BYTES);

function setUp(maxBytes = 100) {
  const store = createStore();
  return { store, push: createPush(store, maxBytes) };
}

const uploadOf = ({ headers }: Reply) => headers?.location?.split('/').at(-1) ?? '';
const codeOf = ({ body }: Reply) => JSON.parse(String(body)).errors[0].code;
const put = (digest: string, body: Buffer | string = '') =>
  demoRequest('PUT', `/v2/app/blobs/uploads/x?digest=${digest}`, { body });
const patch = (body: Buffer | string) => demoRequest('PATCH', '/', { body });

describe('a blob', () => {
  it('is taken in one part', () => {
    const { store, push } = setUp();
    const id = uploadOf(push.start('app'));
    expect(push.finish('app', id, put(DIGEST, BYTES))).toMatchObject({
      status: 201,
      headers: { location: `/v2/app/blobs/${DIGEST}` },
    });
    expect(store.blob('app', DIGEST)).toEqual(BYTES);
  });

  it('is taken in parts', () => {
    const { store, push } = setUp();
    const started = push.start('app');
    expect(started.status).toBe(202);
    const id = uploadOf(started);
    const appended = push.append('app', id, patch(BYTES.subarray(0, 4)));
    expect(appended).toMatchObject({ status: 202, headers: { range: '0-3' } });
    expect(push.finish('app', id, put(DIGEST, BYTES.subarray(4))).status).toBe(201);
    expect(store.blob('app', DIGEST)).toEqual(BYTES);
    expect(codeOf(push.finish('app', id, put(DIGEST)))).toBe('BLOB_UPLOAD_UNKNOWN');
  });

  it('is refused under another digest', () => {
    const { push } = setUp();
    const id = uploadOf(push.start('app'));
    const reply = push.finish('app', id, put(DIGEST, 'other'));
    expect([reply.status, codeOf(reply)]).toEqual([400, 'DIGEST_INVALID']);
  });

  it('is refused when it grows too large', () => {
    const { push } = setUp(10);
    const id = uploadOf(push.start('app'));
    expect(push.append('app', id, patch(BYTES)).status).toBe(202);
    expect(push.append('app', id, patch('x')).status).toBe(413);
  });

  it('is uploaded to the repository where it was begun', () => {
    const { push } = setUp();
    const id = uploadOf(push.start('app'));
    expect(push.append('other', id, patch('x')).status).toBe(404);
  });

  it('is forgotten when a hundred others were begun after it', () => {
    const { push } = setUp();
    const id = uploadOf(push.start('app'));
    for (let index = 0; index < 100; index += 1) push.start('app');
    expect(push.append('app', id, patch('x')).status).toBe(404);
  });
});

describe('a manifest', () => {
  const { top, blobs } = buildImage({});
  const request = (body: Buffer | string = top.bytes) =>
    demoRequest('PUT', '/', { headers: { 'content-type': top.mediaType }, body });

  function withBlobs() {
    const { store, push } = setUp();
    for (const { digest, bytes } of blobs) store.putBlob('app', digest, bytes);
    return { store, push };
  }

  it('is taken under a tag, or under its digest', () => {
    const { store, push } = withBlobs();
    expect(push.manifest('app', top.digest, request()).status).toBe(201);
    expect(store.tags('app')).toEqual([]);
    expect(push.manifest('app', 'v1', request())).toMatchObject({
      status: 201,
      headers: { 'docker-content-digest': top.digest },
    });
    expect(store.manifest('app', 'v1')).toEqual(top);
  });

  it.each([
    ['another digest', DIGEST, undefined, 'DIGEST_INVALID'],
    ['no JSON', 'v1', 'text', 'MANIFEST_INVALID'],
    ['nonsense', 'v1', '{"layers": 1}', 'MANIFEST_INVALID'],
    ['unknown layers', 'v1', `{"layers": [{"digest": "${DIGEST}"}]}`, 'MANIFEST_BLOB_UNKNOWN'],
  ])('is refused with %s', (_, reference, body, code) => {
    const reply = withBlobs().push.manifest('app', reference, request(body));
    expect([reply.status, codeOf(reply)]).toEqual([400, code]);
  });
});
