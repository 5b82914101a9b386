import { describe, expect, it } from '@jest/globals';
import { createChallenges } from '../../../src/registry/challenges.ts';
import { createExchange } from '../../../src/registry/exchange.ts';
import { testClock } from '../../support/clock.ts';
import { elapse } from '../../support/elapse.ts';
import { broken, type FakeAnswer, fakeHttp } from '../../support/http.ts';

const ENDPOINT = { name: 'Reg', apiUrl: 'https://reg.example', ping: true };
const BASIC = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
const REFUSAL = { status: 401, headers: BASIC.headers, body: Buffer.alloc(0) };

function setUp(answer: FakeAnswer | ReturnType<typeof broken>) {
  const clock = testClock();
  const http = fakeHttp(() => answer);
  const challenges = createChallenges(createExchange({ http, clock, random: () => 0 }));
  return { clock, http, challenges };
}

describe('createChallenges', () => {
  it('asks once how to authenticate', async () => {
    const { challenges, http } = setUp(BASIC);
    await Promise.all([challenges.ask(ENDPOINT), challenges.ask(ENDPOINT)]);
    await challenges.ask(ENDPOINT);
    expect(http.urls()).toEqual(['https://reg.example/v2/']);
    expect(challenges.known(ENDPOINT)).toEqual({ kind: 'basic' });
  });

  it.each([200, 404])(
    'knows of no challenge after status %d, and does not ask again',
    async (status) => {
      const { challenges, http } = setUp({ status });
      await challenges.ask(ENDPOINT);
      await challenges.ask(ENDPOINT);
      expect(http.requests).toHaveLength(1);
      expect(challenges.known(ENDPOINT)).toBeUndefined();
    },
  );

  it('asks again after a failure', async () => {
    const { challenges, http, clock } = setUp(broken());
    await expect(elapse(clock, challenges.ask(ENDPOINT))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(elapse(clock, challenges.ask(ENDPOINT))).rejects.toThrow();
    expect(http.requests).toHaveLength(8);
  });

  it('asks nothing where ping is off', async () => {
    const { challenges, http } = setUp(BASIC);
    await challenges.ask({ ...ENDPOINT, ping: false });
    expect(http.requests).toHaveLength(0);
  });

  it('learns from a refusal, and tells what it knew already', () => {
    const { challenges } = setUp(BASIC);
    expect(challenges.learn(ENDPOINT, REFUSAL)).toBe(true);
    expect(challenges.learn(ENDPOINT, REFUSAL)).toBe(false);
    expect(challenges.learn(ENDPOINT, { ...REFUSAL, headers: {} })).toBe(false);
    expect(challenges.known(ENDPOINT)).toEqual({ kind: 'basic' });
  });
});
