import { describe, expect, it } from '@jest/globals';
import { createQueue } from '../../../src/controller/queue.ts';

type Reason = 'known' | 'new';

/** A queue whose batches end when the test says so. */
function heldQueue() {
  const batches: { keys: Record<string, Reason>; end: () => void }[] = [];
  const queue = createQueue<Reason>({
    merge: (a, b) => (a === 'new' || b === 'new' ? 'new' : 'known'),
    run: (batch) =>
      new Promise((end) => {
        batches.push({ keys: Object.fromEntries(batch), end });
      }),
  });
  return { queue, batches, keys: () => batches.map((batch) => batch.keys) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('createQueue', () => {
  it('hands out what was added together as one batch', async () => {
    const { queue, keys } = heldQueue();
    queue.add('a', 'new');
    queue.add('b', 'known');
    await turn();
    expect(keys()).toEqual([{ a: 'new', b: 'known' }]);
  });

  it('keeps the stronger reason of a key that is added twice', async () => {
    const { queue, keys } = heldQueue();
    queue.add('a', 'new');
    queue.add('a', 'known');
    await turn();
    expect(keys()).toEqual([{ a: 'new' }]);
  });

  it('never works on a key twice at once, and loses no event', async () => {
    const { queue, batches, keys } = heldQueue();
    queue.add('a', 'new');
    await turn();
    queue.add('a', 'known');
    queue.add('b', 'new');
    await turn();
    expect(keys()).toEqual([{ a: 'new' }, { b: 'new' }]);
    batches[0]?.end();
    await turn();
    expect(keys()).toEqual([{ a: 'new' }, { b: 'new' }, { a: 'known' }]);
  });

  it('stops when what is under way has ended, and starts nothing more', async () => {
    const { queue, batches, keys } = heldQueue();
    queue.add('a', 'new');
    await turn();
    queue.add('a', 'new');
    let stopped = false;
    const stop = queue.stop().finally(() => {
      stopped = true;
    });
    queue.add('b', 'new');
    await turn();
    expect(stopped).toBe(false);
    batches[0]?.end();
    await stop;
    await turn();
    expect(keys()).toEqual([{ a: 'new' }]);
  });
});
