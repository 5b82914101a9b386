import type { Clock } from '../../src/ports.ts';

export interface TestClock extends Clock {
  /** Moves time forward and wakes, in order, everyone whose sleep ends by then. */
  advance(ms: number): Promise<void>;
  /** How many are asleep now. */
  sleepers(): number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is advanced. */
export function testClock(start = Date.UTC(2026, 0, 1)): TestClock {
  let now = start;
  let sleepers: Sleeper[] = [];
  return {
    now: () => now,
    sleepers: () => sleepers.length,
    sleep(ms, signal) {
      return new Promise<void>((resolve, reject) => {
        signal?.throwIfAborted();
        const sleeper: Sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason as Error);
        });
      });
    },
    async advance(ms) {
      const until = now + ms;
      for (
        let next = earliest(sleepers, until);
        next !== undefined;
        next = earliest(sleepers, until)
      ) {
        const woken = next;
        now = woken.at;
        sleepers = sleepers.filter((other) => other !== woken);
        woken.wake();
        await settle();
      }
      now = until;
    },
  };
}

function earliest(sleepers: readonly Sleeper[], until: number): Sleeper | undefined {
  return sleepers.filter((s) => s.at <= until).toSorted((a, b) => a.at - b.at)[0];
}

/** Lets everything that is already runnable run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
