import { setTimeout as delay } from 'node:timers/promises';
import { Secret } from '../model/secret.ts';
import type { Clock, Random, ReadVariable } from '../ports.ts';

/** Node turns what is longer (25 days) into no wait at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    let left = ms;
    do {
      const step = Math.min(left, LONGEST_TIMER_MS);
      await delay(step, undefined, signal === undefined ? {} : { signal });
      left -= step;
    } while (left > 0);
  },
};

export const systemRandom: Random = () => Math.random();

/** Variables of this process. */
export function variablesOf(
  environment: Readonly<Record<string, string | undefined>>,
): ReadVariable {
  return (name) => {
    const value = environment[name];
    return value === undefined ? undefined : new Secret(value);
  };
}
