import type { TestClock } from './clock.ts';

const STEP_MS = 50;

/** Lets time pass until the promise is settled, and hands it on. */
export async function elapse<T>(clock: TestClock, promise: Promise<T>): Promise<T> {
  const state = { settled: false };
  const watched = promise.finally(() => {
    state.settled = true;
  });
  watched.catch(() => undefined);
  while (!state.settled) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.sleepers() > 0) await clock.advance(STEP_MS);
  }
  return watched;
}
