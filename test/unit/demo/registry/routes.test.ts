import { describe, expect, it } from '@jest/globals';
import { createGuard } from '../../../../src/demo/registry/auth.ts';
import { buildImage } from '../../../../src/demo/registry/image.ts';
import { createPush } from '../../../../src/demo/registry/push.ts';
import { answer, kindOf } from '../../../../src/demo/registry/routes.ts';
import { createStore } from '../../../../src/demo/registry/store.ts';
import { demoRequest } from '../../../support/demo-request.ts';

const { top } = buildImage({});
const LOGIN = { username: 'u', password: 'p' };

function ask(method: string, path: string, kind: 'none' | 'basic' | 'bearer' = 'none') {
  const store = createStore();
  store.putManifest('team/app', top, 'v1');
  const guard = createGuard({ kind, login: LOGIN });
  const paging = { maxPage: 10, refuseLargePages: false };
  const routed = { store, guard, paging, push: createPush(store, 10) };
  return answer(routed, demoRequest(method, path));
}

describe('answer', () => {
  it.each([
    ['GET', '/v2/', 200],
    ['GET', '/v2/team/app/tags/list', 200],
    ['HEAD', '/v2/team/app/manifests/v1', 200],
    ['GET', `/v2/team/app/manifests/${top.digest}`, 200],
    ['GET', '/v2/team/app/manifests/v2', 404],
    ['GET', `/v2/team/app/blobs/${top.digest}`, 404],
    ['POST', '/v2/team/app/blobs/uploads/', 202],
    ['PATCH', '/v2/team/app/blobs/uploads/x', 404],
    ['PUT', '/v2/team/app/blobs/uploads/x', 404],
    ['PUT', '/v2/team/app/manifests/v2', 400],
    ['DELETE', '/v2/team/app/manifests/v1', 405],
    ['GET', '/v2/Team/tags/list', 404],
    ['GET', '/', 404],
    ['GET', '/token', 404],
  ])('%s %s: %d', (method, path, status) => {
    expect(ask(method, path).status).toBe(status);
  });

  it('lets nobody in unasked', () => {
    expect(ask('GET', '/v2/', 'basic').status).toBe(401);
    expect(ask('GET', '/nothing', 'basic').status).toBe(401);
    expect(ask('GET', '/token', 'bearer').status).toBe(401);
  });
});

describe('kindOf', () => {
  it.each([
    ['GET', '/v2/', 'ping'],
    ['GET', '/v2/a/tags/list?n=1', 'list'],
    ['GET', '/v2/a/manifests/v1', 'manifest'],
    ['HEAD', '/v2/a/manifests/v1', 'head'],
    ['PUT', '/v2/a/manifests/v1', 'push'],
    ['GET', `/v2/a/blobs/${top.digest}`, 'blob'],
    ['HEAD', `/v2/a/blobs/${top.digest}`, 'push'],
    ['POST', '/v2/a/blobs/uploads/', 'push'],
    ['GET', '/token?scope=x', 'token'],
  ])('%s %s is %s', (method, path, kind) => {
    expect(kindOf(demoRequest(method, path))).toBe(kind);
  });
});
