import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import type { Http } from '../../../src/ports.ts';
import { type Ask, createExchange, type RequestKind } from '../../../src/registry/exchange.ts';
import { testClock } from '../../support/clock.ts';
import { elapse } from '../../support/elapse.ts';
import { broken, type FakeAnswer, fakeHttp } from '../../support/http.ts';

const ENDPOINT = { name: 'Reg', apiUrl: 'https://reg.example', ping: true };
const ASK: Ask = { kind: 'list', method: 'GET', url: 'https://reg.example/x', maxBytes: 10 };

function setUp(answers: readonly (FakeAnswer | TagboatError)[]) {
  const clock = testClock(0);
  const sent: [RequestKind, string][] = [];
  const http = fakeHttp((_, index) => answers[index] ?? { body: 'late' });
  const exchange = createExchange({
    http,
    clock,
    random: () => 0.5,
    onRequest: (kind, registry) => sent.push([kind, registry]),
  });
  return { clock, http, sent, run: () => elapse(clock, exchange(ENDPOINT, ASK)) };
}

describe('createExchange', () => {
  it.each([200, 304, 400, 401, 404, 501])(
    'returns an answer of status %d as it is',
    async (status) => {
      const { run, http } = setUp([{ status }]);
      expect((await run()).status).toBe(status);
      expect(http.requests).toHaveLength(1);
    },
  );

  it('passes size, time and TLS options on', async () => {
    const http = fakeHttp(() => ({}));
    const exchange = createExchange({ http, clock: testClock(), random: () => 0 });
    await exchange({ ...ENDPOINT, tls: { insecure: true } }, ASK);
    expect(http.requests).toEqual([
      { method: 'GET', url: ASK.url, maxBytes: 10, timeoutMs: 30_000, tls: { insecure: true } },
    ]);
  });

  it.each([
    ['a broken connection', broken()],
    ['a failing server', { status: 503 }],
    ['a short wait that is asked for', { status: 429, headers: { 'retry-after': '2' } }],
  ])('tries again after %s', async (_, failure) => {
    const { run, http, sent } = setUp([failure, failure, { body: 'ok' }]);
    expect(Buffer.from((await run()).body).toString()).toBe('ok');
    expect(http.requests).toHaveLength(3);
    expect(sent).toEqual(Array.from({ length: 3 }, () => ['list', 'Reg']));
  });

  it('lets no queue wait for a registry that answers nobody', async () => {
    const clock = testClock(0);
    const http: Http = {
      async request({ timeoutMs }) {
        await clock.sleep(timeoutMs);
        throw broken();
      },
    };
    const exchange = createExchange({ http, clock, random: () => 0.5 });
    const asks = Array.from({ length: 100 }, () => exchange(ENDPOINT, ASK));
    const ends = await elapse(clock, Promise.allSettled(asks));
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    expect(clock.now()).toBe(2 * 30_000);
    const again = exchange(ENDPOINT, ASK);
    await expect(elapse(clock, again)).rejects.toMatchObject({ code: 'unavailable' });
    expect(clock.now()).toBe(3 * 30_000);
  });

  it('waits longer each time, and gives up after three more tries', async () => {
    const { run, http, clock } = setUp(Array.from({ length: 9 }, broken));
    await expect(run()).rejects.toMatchObject({ code: 'unavailable' });
    expect(http.requests).toHaveLength(4);
    expect(clock.now()).toBeCloseTo(0.75 * (250 + 500 + 1000), -2);
  });

  it('says what the registry said when it gives up', async () => {
    const body = { errors: [{ code: 'TOO_BUSY', message: 'later' }] };
    const { run } = setUp(Array.from({ length: 4 }, () => ({ status: 500, body })));
    await expect(run()).rejects.toMatchObject({
      code: 'unavailable',
      problem: { found: 'TOO_BUSY later', status: 500, where: 'https://reg.example/x' },
    });
  });

  it('does not repeat what was refused', async () => {
    const { run, http } = setUp([new TagboatError('refused', { what: 'too large', where: 'x' })]);
    await expect(run()).rejects.toMatchObject({ code: 'refused' });
    expect(http.requests).toHaveLength(1);
  });

  it.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:02:00 GMT' }, 120_000],
    [{}, 60_000],
    [{ 'retry-after': '99999999' }, 3_600_000],
  ])('silences the whole registry for a long wait (%j)', async (headers, retryAfterMs) => {
    const { run, http, clock } = setUp([{ status: 429, headers }]);
    const limited = { code: 'rate-limited', problem: { retryAfterMs } };
    await expect(run()).rejects.toMatchObject(limited);
    await expect(run()).rejects.toMatchObject(limited);
    expect(http.requests).toHaveLength(1);
    await clock.advance(retryAfterMs);
    expect((await run()).status).toBe(200);
  });

  it('does not wait long for a failing server either', async () => {
    const { run, http } = setUp([{ status: 503, headers: { 'retry-after': '600' } }]);
    await expect(run()).rejects.toMatchObject({ problem: { retryAfterMs: 600_000 } });
    expect(http.requests).toHaveLength(1);
  });
});
