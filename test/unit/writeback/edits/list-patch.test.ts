import { describe, expect, it } from '@jest/globals';
import type { ApplicationSource } from '../../../../src/model/application.ts';
import {
  editList,
  type ListAt,
  removeEntries,
  testsFirst,
} from '../../../../src/writeback/edits/list-patch.ts';
import { CHART_IN_GIT, withImages } from '../../../support/applications.ts';

function at(source: ApplicationSource): ListAt {
  return { path: '/spec/source', source, stanza: 'kustomize', field: 'images' };
}

const LIST = '/spec/source/kustomize/images';

describe('editList', () => {
  it('does nothing when nothing changes', () => {
    expect(editList(at(withImages(['a', 'b'])), ['a', 'b'])).toEqual([]);
    expect(editList(at(CHART_IN_GIT), [])).toEqual([]);
    expect(editList(at(CHART_IN_GIT))).toEqual([]);
  });

  it('replaces an entry that is still the one that was read', () => {
    expect(editList(at(withImages(['a', 'b'])), ['a', 'c'])).toEqual([
      { op: 'test', path: `${LIST}/1`, value: 'b' },
      { op: 'replace', path: `${LIST}/1`, value: 'c' },
    ]);
  });

  it('appends to a list that is still the one that was read', () => {
    expect(editList(at(withImages(['a'])), ['a', 'b'])).toEqual([
      { op: 'test', path: LIST, value: ['a'] },
      { op: 'add', path: `${LIST}/-`, value: 'b' },
    ]);
  });

  it('creates a list in a stanza that is still the one that was read', () => {
    const kustomize: object = { namePrefix: 'x' };
    const source = { ...CHART_IN_GIT, kustomize };
    expect(editList(at(source), ['a'])).toEqual([
      { op: 'test', path: '/spec/source/kustomize', value: kustomize },
      { op: 'add', path: LIST, value: ['a'] },
    ]);
  });

  it('creates a stanza in a source that is still the one that was read', () => {
    expect(editList(at(CHART_IN_GIT), ['a'])).toEqual([
      { op: 'test', path: '/spec/source', value: CHART_IN_GIT },
      { op: 'add', path: '/spec/source/kustomize', value: { images: ['a'] } },
    ]);
  });
});

describe('removeEntries', () => {
  it('removes from the end, so that no index shifts', () => {
    expect(removeEntries(at(withImages(['a', 'b', 'c'])), [0, 2])).toEqual([
      { op: 'test', path: `${LIST}/2`, value: 'c' },
      { op: 'remove', path: `${LIST}/2` },
      { op: 'test', path: `${LIST}/0`, value: 'a' },
      { op: 'remove', path: `${LIST}/0` },
    ]);
  });
});

describe('testsFirst', () => {
  it('keeps the order of tests and of edits', () => {
    const paths = testsFirst([
      { op: 'test', path: '/a', value: 1 },
      { op: 'remove', path: '/b' },
      { op: 'test', path: '/c', value: 1 },
      { op: 'remove', path: '/d' },
    ]).map(({ path }) => path);
    expect(paths).toEqual(['/a', '/c', '/b', '/d']);
  });
});
