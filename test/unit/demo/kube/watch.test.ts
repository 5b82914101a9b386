import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { customResource } from '../../../../src/demo/kube/resources.ts';
import { createStore, type Store } from '../../../../src/demo/kube/store.ts';
import { serveWatch, type WatchRequest } from '../../../../src/demo/kube/watch.ts';

const plain = customResource('example.io/v1', 'Plain', { statusSubresource: false });

function label(store: Store, name: string, labels: Readonly<Record<string, string>>): void {
  const key = { namespace: 'ns', name };
  store.replace(plain, key, { manifest: { metadata: { name, labels } } });
}

function storeWith(...names: readonly string[]): Store {
  const store = createStore(10);
  for (const name of names) store.create(plain, { metadata: { name } }, 'ns');
  return store;
}

function serve(store: Store, changes: Partial<WatchRequest> = {}) {
  const seen: string[] = [];
  const stream = {
    write(line: string) {
      const { type, object } = JSON.parse(line);
      const { name, resourceVersion } = object.metadata;
      seen.push([type, name, resourceVersion, object.code].filter(Boolean).join(' '));
    },
    end: () => void seen.push('end'),
  };
  const request = { resource: plain, resourceVersion: '', matches: () => true, bookmarks: false };
  return {
    seen,
    stop: serveWatch(store, { ...request, ...changes }, { stream, bookmarkMs: 60_000 }),
  };
}

describe('serveWatch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each(['', '0'])('begins with what there is for version %j', (resourceVersion) => {
    const store = storeWith('a', 'b');
    const { seen } = serve(store, { resourceVersion });
    label(store, 'a', { c: 'd' });
    expect(seen).toEqual(['ADDED a 2', 'ADDED b 3', 'MODIFIED a 4']);
  });

  it('begins after the version it is told', () => {
    const { seen } = serve(storeWith('a', 'b'), { resourceVersion: '2' });
    expect(seen).toEqual(['ADDED b 3']);
  });

  it('says at once that the version is too old', () => {
    const store = storeWith('a');
    store.compact();
    expect(serve(store, { resourceVersion: '1' }).seen).toEqual(['ERROR 410', 'end']);
  });

  it('shows what comes under the selector as added, and what leaves it as deleted', () => {
    const store = storeWith('a');
    const { seen } = serve(store, {
      resourceVersion: '2',
      matches: ({ metadata }) => metadata.labels?.team === 'blue',
    });
    for (const team of ['blue', 'red', 'green', 'blue']) label(store, 'a', { team });
    store.remove(plain, { namespace: 'ns', name: 'a' });
    expect(seen).toEqual(['ADDED a 3', 'DELETED a 4', 'ADDED a 6', 'DELETED a 7']);
  });

  it('sends bookmarks to those who want them', () => {
    const store = storeWith('a');
    const wanting = serve(store, { resourceVersion: '2', bookmarks: true });
    const other = serve(store, { resourceVersion: '2' });
    jest.advanceTimersByTime(120_000);
    expect([wanting.seen, other.seen]).toEqual([['BOOKMARK 2', 'BOOKMARK 2'], []]);
  });

  it('ends when its time is over, after a bookmark', () => {
    const { seen } = serve(storeWith('a'), {
      resourceVersion: '2',
      bookmarks: true,
      timeoutMs: 10_000,
    });
    jest.advanceTimersByTime(7_999);
    expect(seen).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(seen).toEqual(['BOOKMARK 2']);
    jest.advanceTimersByTime(60_000);
    expect(seen).toEqual(['BOOKMARK 2', 'end']);
  });

  it('says nothing more once it was stopped', () => {
    const store = storeWith('a');
    const { seen, stop } = serve(store, { resourceVersion: '2', bookmarks: true });
    stop();
    label(store, 'a', { c: 'd' });
    jest.advanceTimersByTime(60_000);
    expect(seen).toEqual(['end']);
  });
});
