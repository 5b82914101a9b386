import type { TestClock } from './clock.ts';

const STEP_MS = 50;

/** Lets time pass until the promise is settled, and hands it on. */
export async function elapse<T>(clock: TestClock, promise: Promise<T>): Promise<T> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([settled, nextTurn()]))) {
    if (clock.sleepers() > 0) await clock.advance(STEP_MS);
  }
  return promise;
}

function nextTurn(): Promise<boolean> {
  return new Promise((resolve) => setImmediate(resolve, false));
}
