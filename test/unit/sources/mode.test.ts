import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import { createSource, SOURCE_MODES, sourceFor } from '../../../src/sources/mode.ts';
import type { Source } from '../../../src/sources/source.ts';
import { testClock } from '../../support/clock.ts';
import { fakeKube } from '../../support/fake-kube.ts';
import { testLog } from '../../support/log.ts';
import { watch } from '../../support/watches.ts';

const ANNOTATIONS: Source = { watches: () => ({ watches: [watch()], problems: [] }) };

function resources(count: number, unknown?: TagboatError) {
  return { count: () => count, unknown: () => unknown };
}

describe('sourceFor', () => {
  it.each([
    ['annotations', 0, 1],
    ['annotations', 2, 1],
    ['auto', 0, 1],
    ['auto', 1, 0],
    ['auto', 2, 0],
    ['resources', 0, 0],
    ['resources', 2, 0],
  ] as const)('with --sources %s and %d resources gives %d Watches', (mode, count, watches) => {
    expect(sourceFor(mode, ANNOTATIONS, resources(count)).watches().watches).toHaveLength(watches);
  });

  it('says how many resources there are, that they are not read, and what to do', () => {
    const { problems } = sourceFor('auto', ANNOTATIONS, resources(2)).watches();
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /not read in this version.*2 ImageUpdater resources.*--sources annotations/,
      ),
    ]);
  });

  it('updates nothing while it is not known whether there are resources', () => {
    const error = new TagboatError('unauthorized', { what: 'forbidden', where: 'list' });
    const { watches, problems } = sourceFor('auto', ANNOTATIONS, resources(0, error)).watches();
    expect(watches).toEqual([]);
    expect(problems).toMatchObject([{ code: 'unauthorized', cause: error }]);
    expect(problems[0]?.message).toContain('--sources annotations');
  });

  it('goes by what there is at the moment', () => {
    let count = 0;
    const changing = { count: () => count, unknown: () => undefined };
    const source = sourceFor('auto', ANNOTATIONS, changing);
    expect(source.watches().watches).toHaveLength(1);
    count = 1;
    expect(source.watches().watches).toHaveLength(0);
  });
});

describe('createSource', () => {
  const deps = { clock: testClock(), random: () => 0, log: testLog(), namespaces: 'all' as const };

  it('asks for no resources when annotations were asked for', async () => {
    const options = { ...deps, kube: fakeKube({}), mode: 'annotations' as const };
    const source = createSource({ ...options, annotations: ANNOTATIONS });
    await source.ready();
    expect(source.watches().watches).toHaveLength(1);
    await source.stop();
  });

  it('looks for resources otherwise', async () => {
    const kube = fakeKube({
      async *list() {
        yield { items: [{ metadata: { namespace: 'a', name: 'b' } }], resourceVersion: '1' };
      },
      async *watch() {},
    });
    const source = createSource({ ...deps, kube, mode: 'auto', annotations: ANNOTATIONS });
    await source.ready();
    expect(source.watches()).toMatchObject({ watches: [], problems: [{}] });
    await source.stop();
  });
});

it('names the modes for the command line', () => {
  expect(SOURCE_MODES).toEqual(['auto', 'annotations', 'resources']);
});
