import { describe, expect, it } from '@jest/globals';
import { customResource } from '../../../../src/demo/kube/resources.ts';
import { ApiError } from '../../../../src/demo/kube/status.ts';
import { type Change, createStore, type Store } from '../../../../src/demo/kube/store.ts';

const plain = customResource('example.io/v1', 'Plain', { statusSubresource: false });
const other = customResource('example.io/v1', 'Other', { statusSubresource: false });

function create(store: Store, name: string, metadata: object = {}) {
  return store.create(plain, { metadata: { name, ...metadata } }, 'ns');
}

function replace(store: Store, name: string, metadata: object) {
  return store.replace(
    plain,
    { namespace: 'ns', name },
    { manifest: { metadata: { name, ...metadata } } },
  );
}

function followed(store: Store, since: number): string[] {
  const seen: string[] = [];
  store.follow(plain, since, ({ type, object }: Change) => {
    seen.push(`${type} ${object.metadata.name}`);
  });
  return seen;
}

function code(doing: () => unknown): number | undefined {
  try {
    doing();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.status.code;
    throw error;
  }
}

describe('createStore', () => {
  it('gives every change a version of its own, across kinds', () => {
    const store = createStore(10);
    const first = create(store, 'a');
    const second = store.create(other, { metadata: { name: 'a' } }, 'ns');
    const third = replace(store, 'a', { labels: { b: 'c' } });
    const versions = [first, second, third].map(({ metadata }) => Number(metadata.resourceVersion));
    expect(versions).toEqual([2, 3, 4]);
    expect(store.version()).toBe(4);
  });

  it('lists by namespace and name', () => {
    const store = createStore(10);
    for (const name of ['b', 'a']) create(store, name);
    store.create(plain, { metadata: { name: 'c' } }, 'another');
    const names = (namespace?: string) =>
      store.list(plain, namespace).map(({ metadata }) => metadata.name);
    expect(names()).toEqual(['c', 'a', 'b']);
    expect(names('ns')).toEqual(['a', 'b']);
  });

  it('changes no version when nothing changes', () => {
    const store = createStore(10);
    const created = create(store, 'a');
    expect(replace(store, 'a', {})).toBe(created);
    expect(store.version()).toBe(2);
  });

  it.each([
    ['creating what exists', 409, (store: Store) => create(store, 'a')],
    [
      'replacing another version',
      409,
      (store: Store) => replace(store, 'a', { resourceVersion: '1' }),
    ],
    ['replacing what is not there', 404, (store: Store) => replace(store, 'b', {})],
    ['removing what is not there', 404, (store: Store) => store.remove(plain, { name: 'b' })],
    ['getting from another namespace', 404, (store: Store) => store.get(plain, { name: 'a' })],
  ])('refuses %s with %i', (_, expected, doing) => {
    const store = createStore(10);
    create(store, 'a');
    expect(code(() => doing(store))).toBe(expected);
  });

  it('marks what has finalizers, and drops it with the last one', () => {
    const store = createStore(10);
    create(store, 'a', { finalizers: ['one'] });
    const seen = followed(store, 2);
    const key = { namespace: 'ns', name: 'a' };
    expect(store.remove(plain, key).metadata.deletionTimestamp).toBeDefined();
    replace(store, 'a', { finalizers: [] });
    expect(code(() => store.get(plain, key))).toBe(404);
    expect(seen).toEqual(['MODIFIED a', 'DELETED a']);
  });

  describe('follow', () => {
    it('hands over what was after a version, and what comes, of this kind', () => {
      const store = createStore(10);
      create(store, 'a');
      create(store, 'b');
      const seen = followed(store, 2);
      store.create(other, { metadata: { name: 'x' } }, 'ns');
      store.remove(plain, { namespace: 'ns', name: 'a' });
      expect(seen).toEqual(['ADDED b', 'DELETED a']);
    });

    it('ends when it is told', () => {
      const store = createStore(10);
      const seen: Change[] = [];
      store.follow(plain, 1, (change) => seen.push(change))();
      create(store, 'a');
      expect(seen).toEqual([]);
    });

    it('reaches back as far as the window', () => {
      const store = createStore(2);
      for (const name of ['a', 'b', 'c']) create(store, name);
      expect(followed(store, 2)).toEqual(['ADDED b', 'ADDED c']);
      expect(code(() => followed(store, 1))).toBe(410);
    });

    it('reaches back to the start where nothing was forgotten', () => {
      const store = createStore(10);
      store.create(other, { metadata: { name: 'x' } }, 'ns');
      expect(followed(store, 1)).toEqual([]);
    });

    it('reaches back no further than a compaction, for kinds that are new too', () => {
      const store = createStore(10);
      create(store, 'a');
      store.compact();
      expect(code(() => followed(store, 1))).toBe(410);
      expect(code(() => store.follow(other, 1, () => {}))).toBe(410);
      expect(followed(store, store.version())).toEqual([]);
    });
  });
});
