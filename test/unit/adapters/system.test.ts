import { describe, expect, it } from '@jest/globals';
import { systemClock, systemRandom, variablesOf } from '../../../src/adapters/system.ts';

describe('systemClock', () => {
  it('ends a sleep when its signal is aborted', async () => {
    const abort = new AbortController();
    const sleep = systemClock.sleep(60_000, abort.signal);
    abort.abort();
    await expect(sleep).rejects.toThrow('aborted');
  });

  it('sleeps for longer than a timer of Node can', async () => {
    const abort = new AbortController();
    const sleep = systemClock.sleep(60 * 24 * 3_600_000, abort.signal).then(
      () => 'over',
      () => 'ended',
    );
    const meanwhile = systemClock.sleep(20).then(() => 'asleep');
    expect(await Promise.race([sleep, meanwhile])).toBe('asleep');
    abort.abort();
    expect(await sleep).toBe('ended');
  });

  it('tells the time', () => {
    const before = Date.now();
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });
});

it('systemRandom stays in [0, 1)', () => {
  const value = systemRandom();
  expect(value >= 0 && value < 1).toBe(true);
});

it('variablesOf gives variables as secrets', () => {
  const read = variablesOf({ TOKEN: 'a:b' });
  expect(read('TOKEN')?.reveal()).toBe('a:b');
  expect(read('ABSENT')).toBeUndefined();
});
