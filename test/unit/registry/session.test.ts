import { describe, expect, it } from '@jest/globals';
import { type Login, Secret } from '../../../src/model/secret.ts';
import type { HttpRequest } from '../../../src/ports.ts';
import type { Credentials, LoginQuery } from '../../../src/registry/credentials.ts';
import { createExchange } from '../../../src/registry/exchange.ts';
import { createSend, type Target } from '../../../src/registry/session.ts';
import { createTokens } from '../../../src/registry/tokens.ts';
import { testClock } from '../../support/clock.ts';
import { type FakeAnswer, fakeHttp } from '../../support/http.ts';

const ASK = { kind: 'list', method: 'GET', url: 'https://reg.example/x', maxBytes: 10 } as const;
const PULL_SECRET = { kind: 'pullsecret', namespace: 'argocd', name: 'pull' } as const;
const BASIC = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
const BEARER = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer realm="https://auth.example/token"' },
};

const login = (password: string): Login => ({ username: 'u', password: new Secret(password) });
const sentBy = ({ headers }: HttpRequest) => headers?.authorization;
const header = (password: string) => `Basic ${Buffer.from(`u:${password}`).toString('base64')}`;

/** A registry whose token server gives the token `t` to who knows the password. */
function tokensFor(password: string) {
  return (request: HttpRequest): FakeAnswer => {
    if (!request.url.startsWith('https://auth.example/')) {
      return sentBy(request) === 'Bearer t' ? {} : BEARER;
    }
    return sentBy(request) === header(password) ? { body: { token: 't' } } : { status: 401 };
  };
}

interface Scene {
  readonly answer: (request: HttpRequest) => FakeAnswer;
  /** What the source holds, read by read. */
  readonly logins?: readonly Login[];
  readonly target?: Partial<Target>;
}

function setUp({ answer, logins = [], target = {} }: Scene) {
  const clock = testClock();
  const http = fakeHttp(answer);
  const exchange = createExchange({ http, clock, random: () => 0 });
  const queries: LoginQuery[] = [];
  const credentials: Credentials = {
    login(_, query) {
      queries.push(query);
      const found = logins[Math.min(queries.length, logins.length) - 1];
      return found === undefined ? Promise.reject(new Error('none')) : Promise.resolve(found);
    },
  };
  const send = createSend({ exchange, tokens: createTokens({ exchange, clock }), credentials });
  const whole: Target = {
    endpoint: { name: 'Reg', apiUrl: 'https://reg.example', ping: true },
    path: 'team/app',
    repository: { registry: 'reg.example', path: 'team/app' },
    credential: logins.length === 0 ? undefined : PULL_SECRET,
    ...target,
  };
  const asked = () => http.requests.filter(({ url }) => url === ASK.url).map(sentBy);
  return { http, queries, asked, send: () => send(whole, ASK) };
}

describe('createSend', () => {
  it('sends no login to a registry that asks for none', async () => {
    const { send, asked } = setUp({ answer: () => ({}), logins: [login('p')] });
    await send();
    expect(asked()).toEqual([undefined]);
  });

  it('logs in by Basic', async () => {
    const answer = (request: HttpRequest) => (sentBy(request) === header('p') ? {} : BASIC);
    const { send, asked, queries } = setUp({ answer, logins: [login('p')] });
    expect((await send()).status).toBe(200);
    expect(asked()).toEqual([header('p')]);
    expect(queries).toMatchObject([{ apiHost: 'reg.example', refused: undefined }]);
  });

  it('logs in by token', async () => {
    const { send, asked, http } = setUp({ answer: tokensFor('p'), logins: [login('p')] });
    expect((await send()).status).toBe(200);
    expect(asked()).toEqual(['Bearer t']);
    expect(http.urls()[1]).toBe('https://auth.example/token?scope=repository%3Ateam%2Fapp%3Apull');
  });

  it('learns from the first refusal where ping is off', async () => {
    const answer = (request: HttpRequest) => (sentBy(request) === header('p') ? {} : BASIC);
    const endpoint = { name: 'Reg', apiUrl: 'https://reg.example', ping: false };
    const { send, asked, queries } = setUp({ answer, logins: [login('p')], target: { endpoint } });
    expect((await send()).status).toBe(200);
    expect(asked()).toEqual([undefined, header('p')]);
    expect(queries).toHaveLength(1);
  });

  it.each([401, 403])('reads the credentials again after status %d, once', async (status) => {
    const answer = (request: HttpRequest) => {
      if (request.url.endsWith('/v2/')) return BASIC;
      return sentBy(request) === header('new') ? {} : { ...BASIC, status };
    };
    const logins = [login('old'), login('new')];
    const { send, asked, queries } = setUp({ answer, logins });
    expect((await send()).status).toBe(200);
    expect(asked()).toEqual([header('old'), header('new')]);
    expect(queries[1]?.refused).toBe(logins[0]);
  });

  it('gives up when the credentials read again are refused too, without showing them', async () => {
    const logins = [login('secret-1'), login('secret-2'), login('secret-3')];
    const { send, asked } = setUp({ answer: () => BASIC, logins });
    const refusal = send();
    await expect(refusal).rejects.toMatchObject({
      code: 'unauthorized',
      problem: { status: 401, what: expect.stringContaining('Secret argocd/pull') },
    });
    await expect(refusal).rejects.not.toThrow(/secret-\d/);
    expect(asked()).toEqual([header('secret-1'), header('secret-2')]);
  });

  it('does not send the same refused password twice', async () => {
    const { send, asked } = setUp({ answer: () => BASIC, logins: [login('p')] });
    await expect(send()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(asked()).toHaveLength(1);
  });

  it('gets another token when the registry takes one no longer', async () => {
    let tokens = 0;
    const answer = (request: HttpRequest) => {
      if (request.url.startsWith('https://auth.example/')) {
        tokens += 1;
        return { body: { token: `t${tokens}`, expires_in: 3600 } };
      }
      return sentBy(request) === `Bearer t2` ? {} : BEARER;
    };
    const { send, asked } = setUp({ answer });
    expect((await send()).status).toBe(200);
    expect(asked()).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('reads the credentials again when the token server refuses them', async () => {
    const logins = [login('old'), login('new')];
    const { send, asked } = setUp({ answer: tokensFor('new'), logins });
    expect((await send()).status).toBe(200);
    expect(asked()).toEqual(['Bearer t']);
  });

  it('says that credentials are missing where none are configured', async () => {
    const { send } = setUp({ answer: () => BASIC });
    await expect(send()).rejects.toMatchObject({
      code: 'unauthorized',
      problem: { what: expect.stringContaining('none are configured') },
    });
  });

  it('hands over what the source of the credentials says', async () => {
    const { send } = setUp({ answer: () => BASIC, target: { credential: PULL_SECRET } });
    await expect(send()).rejects.toThrow('none');
  });
});
