import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EmbeddedKube, startKubeApi } from '../../../../src/demo/kube/server.ts';

/** What only shows over HTTP; the rest is in the contract suite. */
describe('respond', () => {
  let api: EmbeddedKube;
  beforeEach(async () => {
    api = await startKubeApi();
  });
  afterEach(() => api.stop());

  async function ask(method: string, path: string, body?: string): Promise<[number, unknown]> {
    const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${api.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return [answer.status, text.startsWith('{') ? JSON.parse(text).reason : text];
  }

  it.each<[string[], [number, string]]>([
    [
      ['GET', '/api/v1/nothings'],
      [404, '404 page not found\n'],
    ],
    [
      ['DELETE', '/api/v1/secrets'],
      [405, 'MethodNotAllowed'],
    ],
    [
      ['POST', '/api/v1/namespaces', '{"metadata"'],
      [400, 'BadRequest'],
    ],
    [
      ['POST', '/api/v1/namespaces'],
      [400, 'BadRequest'],
    ],
    [
      ['GET', '/api/v1/secrets?labelSelector=a%20b'],
      [400, 'BadRequest'],
    ],
    [
      ['GET', '/api/v1/secrets?watch=1&fieldSelector=x'],
      [400, 'BadRequest'],
    ],
  ])('answers %j with %j', async ([method = '', path = '', body], answer) => {
    expect(await ask(method, path, body)).toEqual(answer);
  });

  it('takes no more than an object can be long', async () => {
    const body = JSON.stringify({ metadata: { name: 'x' }, data: 'x'.repeat(3 * 1024 * 1024) });
    const path = '/api/v1/namespaces/default/configmaps';
    expect(await ask('POST', path, body)).toEqual([413, 'RequestEntityTooLarge']);
  });

  it('lets nobody in without a token', async () => {
    expect((await fetch(`${api.url}/api/v1/secrets`)).status).toBe(401);
  });

  it('counts what it let in, by verb', async () => {
    await ask('GET', '/api/v1/secrets');
    await ask('GET', '/api/v1/namespaces/default');
    await ask('GET', '/api/v1/namespaces/none');
    await ask('GET', '/api/v1/nothings');
    expect(api.requests()).toMatchObject({ list: 1, get: 2, watch: 0, create: 0 });
  });
});
