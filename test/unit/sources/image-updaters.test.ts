import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import type { KubeEvent } from '../../../src/ports.ts';
import { followImageUpdaters } from '../../../src/sources/image-updaters.ts';
import { testClock } from '../../support/clock.ts';
import { type FakeCalls, fakeKube } from '../../support/fake-kube.ts';
import { testLog } from '../../support/log.ts';

function named(name: string) {
  return { metadata: { namespace: 'argocd', name } };
}

/** Lists what is given and then hands out events until the signal ends it. */
function serving(names: readonly string[], events: readonly KubeEvent<object>[] = []): FakeCalls {
  return {
    async *list() {
      yield { items: names.map(named), resourceVersion: '1' };
    },
    async *watch(_, { signal }) {
      yield* events;
      if (signal.aborted) return;
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
    },
  };
}

function failing(code: 'not-found' | 'unauthorized' | 'unavailable'): FakeCalls {
  return {
    async *list() {
      yield await Promise.reject(new TagboatError(code, { what: 'failed', where: 'list' }));
    },
  };
}

function follow(calls: FakeCalls, namespaces: readonly string[] | 'all' = 'all') {
  const clock = testClock();
  const kube = fakeKube(calls);
  return followImageUpdaters({ kube, clock, random: () => 0, log: testLog(), namespaces });
}

describe('followImageUpdaters', () => {
  it('counts the resources of all namespaces it looks at', async () => {
    const updaters = follow(serving(['a', 'b']), ['argocd', 'team']);
    await updaters.ready();
    expect(updaters.count()).toBe(4);
    expect(updaters.unknown()).toBeUndefined();
    await updaters.stop();
  });

  it('counts what comes and goes', async () => {
    const events: KubeEvent<object>[] = [
      { type: 'added', object: named('b'), resourceVersion: '2' },
      { type: 'modified', object: named('b'), resourceVersion: '3' },
      { type: 'deleted', object: named('a'), resourceVersion: '4' },
    ];
    const updaters = follow(serving(['a'], events));
    await updaters.ready();
    await new Promise(setImmediate);
    expect(updaters.count()).toBe(1);
    await updaters.stop();
  });

  it('takes a cluster that does not serve the kind for one without any', async () => {
    const updaters = follow(failing('not-found'));
    await updaters.ready();
    expect([updaters.count(), updaters.unknown()]).toEqual([0, undefined]);
    await updaters.stop();
  });

  it.each(['unauthorized', 'unavailable'] as const)(
    'says that it does not know after %s',
    async (code) => {
      const updaters = follow(failing(code));
      await updaters.ready();
      expect(updaters.unknown()).toMatchObject({ code });
      await updaters.stop();
    },
  );
});
