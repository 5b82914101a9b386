import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../src/ports.ts';
import { createThrottle } from '../../../src/registry/throttle.ts';
import { testClock } from '../../support/clock.ts';
import { elapse } from '../../support/elapse.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('createThrottle', () => {
  it('lets a second’s worth through at once and the rest at the rate', async () => {
    const clock = testClock(0);
    const throttle = createThrottle(clock, { name: 'reg', perSecond: 4 });
    const startedAt: number[] = [];
    const tasks = many(8).map(() =>
      throttle.run(() => Promise.resolve(startedAt.push(clock.now()))),
    );
    await elapse(clock, Promise.all(tasks));
    expect(startedAt).toEqual([0, 0, 0, 0, 250, 500, 750, 1000]);
  });

  it('fills up again while nobody asks, to one second’s worth', async () => {
    const clock = testClock(0);
    const throttle = createThrottle(clock, { name: 'reg', perSecond: 2 });
    const run = () => throttle.run(() => Promise.resolve(clock.now()));
    await elapse(clock, Promise.all([run(), run(), run()]));
    await clock.advance(60_000);
    const start = clock.now();
    expect(await elapse(clock, Promise.all([run(), run(), run()]))).toEqual([
      start,
      start,
      start + 500,
    ]);
  });

  it('is not silenced by a clock that is set back', async () => {
    const clock = testClock();
    let back = 0;
    const turned: Clock = { ...clock, now: () => clock.now() - back };
    const throttle = createThrottle(turned, { name: 'reg', perSecond: 1 });
    await throttle.run(() => Promise.resolve());
    throttle.pause(60_000);
    back = 3_600_000;
    await expect(throttle.run(() => Promise.resolve('ran'))).resolves.toBe('ran');
  });

  it('runs no more than sixteen at once', async () => {
    const throttle = createThrottle(testClock(), { name: 'reg' });
    let running = 0;
    let most = 0;
    const task = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all(many(50).map(() => throttle.run(task)));
    expect(most).toBe(16);
  });

  it('sits out a short pause', async () => {
    const clock = testClock(0);
    const throttle = createThrottle(clock, { name: 'reg' });
    throttle.pause(3000);
    expect(
      await elapse(
        clock,
        throttle.run(() => Promise.resolve(clock.now())),
      ),
    ).toBe(3000);
  });

  it('fails at once while a long pause lasts, and says for how long', async () => {
    const clock = testClock(0);
    const throttle = createThrottle(clock, { name: 'reg' });
    throttle.pause(60_000);
    throttle.pause(1000);
    let ran = false;
    const task = () => {
      ran = true;
      return Promise.resolve();
    };
    await expect(throttle.run(task)).rejects.toMatchObject({
      code: 'rate-limited',
      problem: { where: 'reg', retryAfterMs: 60_000 },
    });
    expect(ran).toBe(false);
    await clock.advance(60_000);
    await throttle.run(task);
    expect(ran).toBe(true);
  });
});
