import { setTimeout as delay } from 'node:timers/promises';
import { Secret } from '../model/secret.ts';
import type { Clock, Random, ReadVariable } from '../ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }),
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
