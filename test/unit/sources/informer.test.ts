import { describe, expect, it } from '@jest/globals';
import { type ErrorCode, TagboatError } from '../../../src/model/errors.ts';
import type { Clock, KubeEvent, Random } from '../../../src/ports.ts';
import { type Followed, follow } from '../../../src/sources/informer.ts';
import { type FakeCalls, fakeKube } from '../../support/fake-kube.ts';
import { testLog } from '../../support/log.ts';

interface Thing {
  readonly name: string;
}

type Step =
  | { readonly list: readonly string[]; readonly version: string }
  | { readonly watch: readonly KubeEvent<Thing>[]; readonly end?: ErrorCode }
  | { readonly fails: ErrorCode };

const KIND = { group: '', version: 'v1', plural: 'things' };

function event(type: 'added' | 'modified' | 'deleted', name: string, version: string) {
  return { type, object: { name }, resourceVersion: version } satisfies KubeEvent<Thing>;
}

/** Plays the steps, one for each call, then stops the informer. */
async function play(steps: readonly Step[], random: Random = () => 1) {
  const stopping = new AbortController();
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => 0,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      pauses.push(ms);
    },
  };
  const log = testLog();
  const told: string[] = [];
  const calls: string[] = [];
  const left = [...steps];

  function next(call: string): Step {
    const step = left.shift();
    if (step === undefined) {
      stopping.abort(new Error('stopped'));
      throw failure('internal');
    }
    calls.push(call);
    if ('fails' in step) throw failure(step.fails);
    return step;
  }

  const kube: FakeCalls = {
    async *list(_, { limit }) {
      const step = next(`list by ${limit}`);
      if (!('list' in step)) throw failure('internal');
      const items = step.list.map((name) => ({ name }));
      yield { items: items.slice(0, 1), resourceVersion: step.version };
      yield { items: items.slice(1), resourceVersion: step.version };
    },
    async *watch(_, { resourceVersion }) {
      const step = next(`watch from ${resourceVersion}`);
      if (!('watch' in step)) throw failure('internal');
      yield* step.watch;
      if (step.end !== undefined) throw failure(step.end);
    },
  };
  const followed: Followed<Thing, string> = {
    kind: KIND,
    scope: {},
    project: ({ name }) => (name.startsWith('x') ? undefined : name),
    replace: (names) => told.push(`all ${names.join(' ')}`),
    changed: (name) => told.push(`changed ${name}`),
    deleted: (name) => told.push(`deleted ${name}`),
  };
  const deps = { kube: fakeKube(kube), clock, random, log };
  await follow(deps, followed, stopping.signal);
  return { told, calls, log, pauses };
}

function failure(code: ErrorCode): TagboatError {
  return new TagboatError(code, { what: 'failed', where: 'things' });
}

describe('follow', () => {
  it('lists page by page, then watches from there, and hands over what is of interest', async () => {
    const { told, calls } = await play([
      { list: ['a', 'x1', 'b'], version: '5' },
      {
        watch: [event('modified', 'a', '6'), event('added', 'x2', '7'), event('deleted', 'b', '8')],
      },
    ]);
    expect(told).toEqual(['all a b', 'changed a', 'deleted b']);
    expect(calls).toEqual(['list by 50', 'watch from 5']);
  });

  it('goes on where a watch has ended', async () => {
    const { calls, pauses } = await play([
      { list: [], version: '5' },
      { watch: [event('added', 'a', '6')] },
      { watch: [{ type: 'bookmark', resourceVersion: '9' }] },
      { watch: [event('added', 'b', '10')] },
    ]);
    expect(calls.slice(1)).toEqual(['watch from 5', 'watch from 6', 'watch from 9']);
    expect(pauses).toEqual([]);
  });

  it('pauses after a watch that brought nothing', async () => {
    const { pauses } = await play([{ list: [], version: '5' }, { watch: [] }, { watch: [] }]);
    expect(pauses).toEqual([1_000, 1_000]);
  });

  it.each<ErrorCode>(['conflict', 'not-found'])('starts over after %s', async (code) => {
    const { told, calls } = await play([
      { list: ['a', 'b'], version: '5' },
      { fails: code },
      { list: ['a'], version: '9' },
      { watch: [] },
    ]);
    expect(told).toEqual(['all a b', 'all a']);
    expect(calls.at(-1)).toBe('watch from 9');
  });

  it('watches on after a connection broke', async () => {
    const { calls } = await play([
      { list: [], version: '5' },
      { watch: [event('added', 'a', '6')], end: 'unavailable' },
      { watch: [] },
    ]);
    expect(calls).toEqual(['list by 50', 'watch from 5', 'watch from 6']);
  });

  it('shows nothing of a list that broke off', async () => {
    const { told } = await play([{ fails: 'conflict' }, { list: ['a'], version: '1' }]);
    expect(told).toEqual(['all a']);
  });

  it('waits longer after each failure, and says each time why', async () => {
    const { pauses, log } = await play([
      { fails: 'unavailable' },
      { fails: 'unavailable' },
      { fails: 'unauthorized' },
      { list: [], version: '5' },
      { fails: 'unavailable' },
    ]);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 1_000]);
    expect(log.entries.map(({ level }) => level)).toEqual(Array(4).fill('warn'));
  });

  it('never waits longer than a minute', async () => {
    const failing: Step = { fails: 'unavailable' };
    const { pauses } = await play(Array.from({ length: 9 }, () => failing));
    expect(pauses.slice(-3)).toEqual([60_000, 60_000, 60_000]);
  });

  it('spreads the pauses of many', async () => {
    const { pauses } = await play([{ fails: 'unavailable' }], () => 0);
    expect(pauses).toEqual([500]);
  });
});
