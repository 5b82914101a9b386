import { describe, expect, it } from '@jest/globals';
import { createGetContent } from '../../../src/registry/content.ts';
import { createExchange } from '../../../src/registry/exchange.ts';
import type { Send } from '../../../src/registry/session.ts';
import { testClock } from '../../support/clock.ts';
import { elapse } from '../../support/elapse.ts';
import { type FakeAnswer, fakeHttp } from '../../support/http.ts';
import { TARGET } from '../../support/registry-target.ts';

const ASK = { kind: 'blob', method: 'GET', url: 'https://reg.example/x', maxBytes: 10 } as const;

/** What is sent as the registry's user carries a login here. */
function setUp(answers: readonly FakeAnswer[]) {
  const clock = testClock();
  const http = fakeHttp((_, index) => answers[index] ?? {});
  const exchange = createExchange({ http, clock, random: () => 0 });
  const send: Send = ({ endpoint }, ask) =>
    exchange(endpoint, { ...ask, headers: { authorization: 'Basic dTpw' } });
  const get = createGetContent(send, exchange);
  const logins = () => http.requests.map(({ headers }) => headers?.authorization);
  return { http, logins, get: () => elapse(clock, get(TARGET, ASK)) };
}

const to = (location: string): FakeAnswer => ({ status: 307, headers: { location } });

describe('createGetContent', () => {
  it('leaves the login behind when it is led to another origin', async () => {
    const { get, http, logins } = setUp([to('https://cdn.example/y?sig=z'), { body: 'content' }]);
    expect(Buffer.from((await get()).body).toString()).toBe('content');
    expect(http.urls()).toEqual([ASK.url, 'https://cdn.example/y?sig=z']);
    expect(logins()).toEqual(['Basic dTpw', undefined]);
  });

  it('keeps it at home', async () => {
    const { get, logins } = setUp([to('/elsewhere')]);
    await get();
    expect(logins()).toEqual(['Basic dTpw', 'Basic dTpw']);
  });

  it('follows five redirects and no more', async () => {
    const hops = Array.from({ length: 6 }, (_, index) => to(`https://cdn.example/${index}`));
    await expect(setUp(hops.slice(1)).get()).resolves.toMatchObject({ status: 200 });
    const { get, http } = setUp(hops);
    await expect(get()).rejects.toMatchObject({ code: 'refused' });
    expect(http.requests).toHaveLength(6);
  });

  it('does not go down to http', async () => {
    const { get, http } = setUp([to('http://cdn.example/y')]);
    await expect(get()).rejects.toMatchObject({ code: 'refused' });
    expect(http.requests).toHaveLength(1);
  });

  it.each([
    [404, 'not-found'],
    [400, 'refused'],
    [405, 'refused'],
    [408, 'unavailable'],
  ])('makes status %d an error: %s', async (status, code) => {
    await expect(setUp([{ status }]).get()).rejects.toMatchObject({ code, problem: { status } });
  });

  it('takes a redirect whose grant ran out for a passing failure', async () => {
    const { get } = setUp([to('https://cdn.example/y'), { status: 403 }]);
    await expect(get()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
