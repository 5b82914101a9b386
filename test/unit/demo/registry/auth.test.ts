import { describe, expect, it } from '@jest/globals';
import { createGuard, type Guard } from '../../../../src/demo/registry/auth.ts';
import { demoRequest } from '../../../support/demo-request.ts';

const LOGIN = { username: 'u', password: 'p' };
const OTHER = { username: 'u', password: 'other' };
const basic = ({ username, password }: typeof LOGIN) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function ask(
  guard: Guard,
  authorization?: string,
  path = '/v2/team/app/tags/list',
  method = 'GET',
) {
  return guard.refuse(demoRequest(method, path, { headers: { authorization } }));
}

function challengeAt(path: string): string | undefined {
  return ask(createGuard({ kind: 'bearer' }), undefined, path)?.headers?.['www-authenticate'];
}

function tokenOf(guard: Guard, scope: string, login?: typeof LOGIN): string | undefined {
  const headers = login === undefined ? {} : { authorization: basic(login) };
  const { body } = guard.token(demoRequest('GET', `/token?scope=${scope}`, { headers }));
  return JSON.parse(String(body)).token;
}

describe('without authentication', () => {
  it('lets everybody in', () => {
    expect(ask(createGuard({ kind: 'none' }))).toBeUndefined();
  });
});

describe('Basic', () => {
  it('lets in who knows the password of the day', () => {
    const guard = createGuard({ kind: 'basic', login: LOGIN });
    expect(ask(guard)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="embedded-registry"' },
    });
    expect(ask(guard, basic(LOGIN))).toBeUndefined();
    guard.setLogin(OTHER);
    expect(ask(guard, basic(LOGIN))?.status).toBe(401);
    expect(ask(guard, basic(OTHER))).toBeUndefined();
  });
});

describe('Bearer', () => {
  const SCOPE = 'repository:team/app:pull';

  it('names its token server and the scope', () => {
    const server = 'Bearer realm="http://127.0.0.1:5000/token",service="embedded-registry"';
    expect(challengeAt('/v2/')).toBe(server);
    expect(challengeAt('/v2/team/app/manifests/v1')).toBe(`${server},scope="${SCOPE}"`);
  });

  it('gives tokens to who knows the password', () => {
    const guard = createGuard({ kind: 'bearer', login: LOGIN });
    expect(tokenOf(guard, SCOPE)).toBeUndefined();
    expect(tokenOf(guard, SCOPE, OTHER)).toBeUndefined();
    expect(ask(guard, `Bearer ${tokenOf(guard, SCOPE, LOGIN)}`)).toBeUndefined();
  });

  it('gives tokens to everybody where there is no password', () => {
    const guard = createGuard({ kind: 'bearer' });
    expect(ask(guard, `Bearer ${tokenOf(guard, SCOPE)}`)).toBeUndefined();
  });

  it.each([
    ['another repository', '/v2/team/other/tags/list', 'GET'],
    ['another action', '/v2/team/app/blobs/uploads/', 'POST'],
  ])('takes no token for %s', (_, path, method) => {
    const guard = createGuard({ kind: 'bearer' });
    expect(ask(guard, `Bearer ${tokenOf(guard, SCOPE)}`, path, method)?.status).toBe(401);
  });

  it('takes a token for more than is needed', () => {
    const guard = createGuard({ kind: 'bearer' });
    const token = tokenOf(guard, 'repository:team/app:pull,push');
    expect(ask(guard, `Bearer ${token}`)).toBeUndefined();
    expect(ask(guard, `Bearer ${token}`, '/v2/team/app/manifests/v1', 'PUT')).toBeUndefined();
    expect(ask(guard, `Bearer ${token}`, '/v2/')).toBeUndefined();
  });

  it('takes no token that ran out, or was given for another password', () => {
    const spent = createGuard({ kind: 'bearer', lifetimeSeconds: 0 });
    expect(ask(spent, `Bearer ${tokenOf(spent, SCOPE)}`)?.status).toBe(401);
    const guard = createGuard({ kind: 'bearer', login: LOGIN });
    const token = tokenOf(guard, SCOPE, LOGIN);
    guard.setLogin(OTHER);
    expect(ask(guard, `Bearer ${token}`)?.status).toBe(401);
  });
});

it('has a token server only for tokens', () => {
  const guard = createGuard({ kind: 'basic', login: LOGIN });
  expect(guard.token(demoRequest('GET', '/token')).status).toBe(404);
});
