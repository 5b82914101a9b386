import { describe, expect, it } from '@jest/globals';
import { createController } from '../../../src/controller/controller.ts';
import type { Freshness, Selector } from '../../../src/controller/selector.ts';
import type { Watch } from '../../../src/model/watch.ts';
import type { Watched } from '../../../src/sources/source.ts';
import { testClock } from '../../support/clock.ts';
import { fakeStages } from '../../support/stages.ts';
import { watch } from '../../support/watches.ts';

const MINUTE = 60_000;
const MOMENT = 100;
const back = watch();
const front = watch({
  app: { namespace: 'argocd', name: 'front' },
  repository: { registry: 'ghcr.io', path: 'acme/front' },
});

/** A controller whose cycles are seen by what they ask the selector. */
function open(watches: readonly Watch[] = [back, front]) {
  const asked: string[] = [];
  const state: { watched: () => Watched } = { watched: () => ({ watches, problems: [] }) };
  const fake = fakeStages();
  const selector: Selector = {
    keepOnly: () => undefined,
    round: (freshness: (repository: Watch['repository']) => Freshness) => ({
      async propose({ repository }) {
        asked.push(`${freshness(repository)} ${repository.path}`);
        throw new Error('not important here');
      },
      learn: () => Promise.reject(new Error('not asked')),
    }),
  };
  const clock = testClock();
  const controller = createController({
    stages: { ...fake, selector },
    source: { watches: () => state.watched() },
    reporter: { report: () => undefined, problems: () => undefined, keepOnly: () => undefined },
    clock,
    log: fake.log,
  });
  return { controller, clock, asked, state, log: fake.log };
}

/** Lets everything run that can. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('createController', () => {
  it('looks at everything once', async () => {
    const { controller, asked } = open();
    await controller.once();
    expect(asked).toEqual(['new acme/back', 'new acme/front']);
    expect(controller.lastCycle()).toBeDefined();
  });

  it('looks again at every interval, until it is asked to end', async () => {
    const { controller, clock, asked } = open();
    const ending = new AbortController();
    const running = controller.run(2 * MINUTE, ending.signal);
    await settle();
    expect(asked).toEqual(['new acme/back', 'new acme/front']);
    await clock.advance(2 * MINUTE - 1);
    expect(asked).toHaveLength(2);
    await clock.advance(1);
    expect(asked).toHaveLength(4);
    ending.abort();
    await running;
    await clock.advance(10 * MINUTE);
    expect(asked).toHaveLength(4);
  });

  it('looks at a changed Application in a moment, with the tags that are known', async () => {
    const { controller, clock, asked } = open();
    const ending = new AbortController();
    const running = controller.run(2 * MINUTE, ending.signal);
    await settle();
    asked.length = 0;
    controller.applicationChanged(front.app);
    await clock.advance(MOMENT);
    expect(asked).toEqual(['known acme/front']);
    ending.abort();
    await running;
  });

  it('takes a burst of changes together, which is one look at the Watches', async () => {
    const { controller, clock, asked, state } = open();
    const ending = new AbortController();
    const running = controller.run(2 * MINUTE, ending.signal);
    await settle();
    asked.length = 0;
    const { watched } = state;
    let looks = 0;
    state.watched = () => {
      looks += 1;
      return watched();
    };
    for (let i = 0; i < 5; i += 1) controller.applicationChanged(back.app);
    controller.applicationChanged(front.app);
    await clock.advance(MOMENT);
    expect(asked).toEqual(['known acme/back', 'known acme/front']);
    expect(looks).toBe(2); // to find the repositories, and for the cycle
    ending.abort();
    await running;
  });

  it('leaves changes alone once it is asked to end', async () => {
    const { controller, clock, asked } = open();
    const ending = new AbortController();
    const running = controller.run(2 * MINUTE, ending.signal);
    await settle();
    controller.applicationChanged(back.app);
    ending.abort();
    await running;
    await clock.advance(MINUTE);
    expect(asked).toHaveLength(2);
  });

  it('leaves changes alone where only one cycle was asked for', async () => {
    const { controller, clock, asked } = open();
    const cycle = controller.once();
    controller.applicationChanged(back.app);
    await cycle;
    controller.applicationChanged(back.app);
    await clock.advance(MINUTE);
    expect(asked).toEqual(['new acme/back', 'new acme/front']);
  });

  it('has cycles with nothing to watch too, so that it counts as alive', async () => {
    const { controller, clock } = open([]);
    const ending = new AbortController();
    const running = controller.run(MINUTE, ending.signal);
    await settle();
    expect(controller.lastCycle()).toBe(clock.now());
    await clock.advance(MINUTE);
    expect(controller.lastCycle()).toBe(clock.now());
    ending.abort();
    await running;
  });

  it('goes on after a cycle that failed as a whole', async () => {
    const { controller, clock, asked, state, log } = open();
    const { watched } = state;
    state.watched = () => {
      throw new Error('broken');
    };
    const ending = new AbortController();
    const running = controller.run(MINUTE, ending.signal);
    await settle();
    expect(log.entries).toMatchObject([{ level: 'error', message: 'cycle failed' }]);
    state.watched = watched;
    await clock.advance(MINUTE);
    expect(asked).toHaveLength(2);
    ending.abort();
    await running;
  });
});
