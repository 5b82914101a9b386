import { expect, it } from '@jest/globals';
import { batches } from '../../../src/writeback/git-batch.ts';

/** Batches that wait until they are let go. */
function recording() {
  const started: string[][] = [];
  const waiting: (() => void)[] = [];
  const queue = batches<string>((jobs) => {
    started.push([...jobs]);
    return new Promise((resolve) => waiting.push(resolve));
  });
  return {
    queue,
    started,
    finishOne: async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

it('runs what comes in together as one batch, and keys apart', async () => {
  const { queue, started } = recording();
  queue.add('a', 'a1');
  queue.add('b', 'b1');
  queue.add('a', 'a2');
  await Promise.resolve();
  expect(started).toEqual([['a1', 'a2'], ['b1']]);
});

it('keeps what comes in meanwhile for the next batch', async () => {
  const { queue, started, finishOne } = recording();
  queue.add('a', 'a1');
  await Promise.resolve();
  queue.add('a', 'a2');
  queue.add('a', 'a3');
  expect(started).toEqual([['a1']]);
  await finishOne();
  expect(started).toEqual([['a1'], ['a2', 'a3']]);
});

it('starts over once a key is done', async () => {
  const { queue, started, finishOne } = recording();
  queue.add('a', 'a1');
  await finishOne();
  await finishOne();
  queue.add('a', 'a2');
  await Promise.resolve();
  expect(started).toEqual([['a1'], ['a2']]);
});
