import { describe, expect, it } from '@jest/globals';
import { buildImage } from '../../../../src/demo/registry/image.ts';
import { getBlob, getManifest, listTags } from '../../../../src/demo/registry/pull.ts';
import { createStore } from '../../../../src/demo/registry/store.ts';
import { demoRequest } from '../../../support/demo-request.ts';

const { top, blobs } = buildImage({});

function storeWith(...tags: readonly string[]) {
  const store = createStore();
  for (const tag of tags) store.putManifest('app', top, tag);
  return store;
}

function list(query: string, paging = {}) {
  const request = demoRequest('GET', `/v2/app/tags/list${query}`);
  const limits = { maxPage: 3, refuseLargePages: false, ...paging };
  const { status, headers, body } = listTags(storeWith('a', 'b', 'c', 'd'), limits, 'app', request);
  return { status, link: headers?.link, ...JSON.parse(String(body)) };
}

describe('listTags', () => {
  it.each([
    ['', ['a', 'b', 'c', 'd'], undefined],
    ['?n=2', ['a', 'b'], '</v2/app/tags/list?last=b&n=2>; rel="next"'],
    ['?n=2&last=b', ['c', 'd'], undefined],
    ['?n=9', ['a', 'b', 'c'], '</v2/app/tags/list?last=c&n=3>; rel="next"'],
    ['?last=b', ['c', 'd'], undefined],
    ['?n=2&last=bb', ['c', 'd'], undefined],
    ['?n=0', [], undefined],
  ])('answers %s', (query, tags, link) => {
    expect(list(query)).toEqual({ status: 200, name: 'app', tags, link });
  });

  it.each(['?n=-1', '?n=x', '?n=1.5'])('refuses %s', (query) => {
    expect(list(query)).toMatchObject({
      status: 400,
      errors: [{ code: 'PAGINATION_NUMBER_INVALID' }],
    });
  });

  it('can refuse large pages, and then pages by itself', () => {
    const paging = { refuseLargePages: true };
    expect(list('?n=4', paging)).toMatchObject({ status: 400 });
    expect(list('?n=3', paging)).toMatchObject({ status: 200, tags: ['a', 'b', 'c'] });
    expect(list('', paging)).toMatchObject({ tags: ['a', 'b', 'c'] });
  });

  it('knows no repository without manifests', () => {
    const paging = { maxPage: 1, refuseLargePages: false };
    expect(listTags(createStore(), paging, 'app', demoRequest('GET', '/')).status).toBe(404);
  });
});

describe('getManifest and getBlob', () => {
  it('answer with the digest', () => {
    expect(getManifest(storeWith('a'), 'app', 'a')).toEqual({
      status: 200,
      headers: { 'content-type': top.mediaType, 'docker-content-digest': top.digest },
      body: top.bytes,
    });
    const store = createStore();
    const [blob] = blobs;
    if (blob === undefined) throw new Error('no blob');
    store.putBlob('app', blob.digest, blob.bytes);
    expect(getBlob(store, 'app', blob.digest)).toMatchObject({
      status: 200,
      headers: { 'docker-content-digest': blob.digest },
      body: blob.bytes,
    });
  });

  it('answer 404 for what is not there', () => {
    expect(getManifest(storeWith('a'), 'app', 'b').status).toBe(404);
    expect(getBlob(storeWith('a'), 'app', top.digest).status).toBe(404);
  });
});
