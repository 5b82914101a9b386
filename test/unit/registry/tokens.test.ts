import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/model/secret.ts';
import { createExchange } from '../../../src/registry/exchange.ts';
import { basic, createTokens, type TokenRequest } from '../../../src/registry/tokens.ts';
import { testClock } from '../../support/clock.ts';
import { type FakeAnswer, fakeHttp } from '../../support/http.ts';

const REQUEST: TokenRequest = {
  endpoint: { name: 'Reg', apiUrl: 'https://reg.example', ping: true },
  challenge: { kind: 'bearer', realm: 'https://auth.example/token', service: 'reg' },
  scope: 'repository:a/b:pull',
};
const LOGIN = { username: 'u', password: new Secret('p') };

function setUp(answer: (index: number) => FakeAnswer = () => ({})) {
  const clock = testClock();
  const http = fakeHttp((_, index) => ({
    body: { token: `t${index}`, expires_in: 100 },
    ...answer(index),
  }));
  const exchange = createExchange({ http, clock, random: () => 0 });
  return { clock, http, tokens: createTokens({ exchange, clock }) };
}

describe('createTokens', () => {
  it('asks the realm for the scope, with the login', async () => {
    const { tokens, http } = setUp();
    expect(await tokens.get({ ...REQUEST, login: LOGIN })).toEqual({ token: 't0' });
    expect(http.requests[0]).toMatchObject({
      url: 'https://auth.example/token?service=reg&scope=repository%3Aa%2Fb%3Apull',
      headers: { authorization: 'Basic dTpw' },
    });
  });

  it('asks without a login for an anonymous token', async () => {
    const { tokens, http } = setUp();
    await tokens.get(REQUEST);
    expect(http.requests[0]?.headers).toEqual({});
  });

  it('asks once for all who ask meanwhile, and keeps the token until shortly before its end', async () => {
    const { tokens, http, clock } = setUp();
    await Promise.all([tokens.get(REQUEST), tokens.get(REQUEST)]);
    await clock.advance(89_000);
    expect(await tokens.get(REQUEST)).toEqual({ token: 't0' });
    expect(http.requests).toHaveLength(1);
    await clock.advance(1000);
    expect(await tokens.get(REQUEST)).toEqual({ token: 't1' });
  });

  it.each([
    ['scope', { scope: 'repository:c:pull' }],
    ['login', { login: LOGIN }],
    ['realm', { challenge: { kind: 'bearer', realm: 'https://other.example' } as const }],
  ])('keeps tokens apart by %s', async (_, other) => {
    const { tokens } = setUp();
    expect(await tokens.get(REQUEST)).toEqual({ token: 't0' });
    expect(await tokens.get({ ...REQUEST, ...other })).toEqual({ token: 't1' });
  });

  it('replaces a refused token once, however many held it', async () => {
    const { tokens, http } = setUp();
    await tokens.get(REQUEST);
    const again = () => tokens.get({ ...REQUEST, refused: 't0' });
    expect(await again()).toEqual({ token: 't1' });
    expect(await again()).toEqual({ token: 't1' });
    expect(http.requests).toHaveLength(2);
  });

  it.each([401, 403])('hands over a refusal of status %d', async (status) => {
    const { tokens } = setUp(() => ({ status }));
    expect(await tokens.get(REQUEST)).toMatchObject({ denied: { status } });
  });

  it('says nothing about the repository when the token server is lost', async () => {
    const { tokens } = setUp(() => ({ status: 404 }));
    await expect(tokens.get(REQUEST)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('refuses an answer without a token', async () => {
    const { tokens } = setUp(() => ({ body: {} }));
    await expect(tokens.get(REQUEST)).rejects.toMatchObject({ code: 'refused' });
  });

  it('keeps a login away from a token server without TLS', async () => {
    const { tokens, http } = setUp();
    const challenge = { kind: 'bearer', realm: 'http://auth.example' } as const;
    await expect(tokens.get({ ...REQUEST, challenge, login: LOGIN })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(http.requests).toHaveLength(0);
  });
});

describe('basic', () => {
  it('encodes what is not ASCII as UTF-8', () => {
    expect(basic({ username: 'ü', password: new Secret('pä') })).toBe(
      `Basic ${Buffer.from('ü:pä').toString('base64')}`,
    );
  });
});
