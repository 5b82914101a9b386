import pLimit from 'p-limit';
import { TagboatError } from '../model/errors.ts';
import type { Clock } from '../ports.ts';

/** Keeps the requests to one registry within its limits. */
export interface Throttle {
  /**
   * Runs the task once the registry has room for it.
   * @throws TagboatError `rate-limited`, without running it, while a longer pause lasts
   */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** The registry asked for silence: nothing starts for so long. */
  pause(ms: number): void;
}

export interface ThrottleOptions {
  /** For errors. */
  readonly name: string;
  /** Requests a second, all at once if need be; absent means no limit. */
  readonly perSecond?: number | undefined;
}

/** At once, to one registry. */
export const CONCURRENCY = 16;

/** A pause up to this is sat out; a longer one is an error, so that a cycle never hangs on it. */
export const LONGEST_WAIT_MS = 5000;

export function createThrottle(clock: Clock, { name, perSecond }: ThrottleOptions): Throttle {
  const room = pLimit(CONCURRENCY);
  const bucket = perSecond === undefined ? undefined : createBucket(clock, perSecond);
  let pause = { from: 0, ms: 0 };

  /** Nothing once the clock was set back, since nobody knows then. */
  function leftOfPause(): number {
    const passed = clock.now() - pause.from;
    return passed < 0 ? 0 : pause.ms - passed;
  }

  async function sitOutPause(): Promise<void> {
    for (let left = leftOfPause(); left > 0; left = leftOfPause()) {
      if (left > LONGEST_WAIT_MS) throw paused(name, left);
      await clock.sleep(left);
    }
  }

  return {
    run: (task) =>
      room(async () => {
        await sitOutPause();
        await bucket?.take();
        await sitOutPause();
        return task();
      }),
    pause(ms) {
      if (ms > leftOfPause()) pause = { from: clock.now(), ms };
    },
  };
}

/** A token bucket that holds what one second brings; those who find it empty queue in order. */
function createBucket(clock: Clock, perSecond: number) {
  const interval = 1000 / perSecond;
  const burst = Math.max(perSecond - 1, 0) * interval;
  const longestQueue = CONCURRENCY * interval;
  let nextDue = Number.NEGATIVE_INFINITY;
  return {
    async take(): Promise<void> {
      const now = clock.now();
      const wasSetBack = nextDue > now + longestQueue;
      const due = wasSetBack ? now : Math.max(nextDue, now - burst);
      nextDue = due + interval;
      if (due > now) await clock.sleep(due - now);
    },
  };
}

function paused(where: string, retryAfterMs: number): TagboatError {
  return new TagboatError('rate-limited', {
    what: 'the registry asked to slow down',
    where,
    hint: `it is left alone for ${Math.ceil(retryAfterMs / 1000)} s more`,
    retryAfterMs,
  });
}
