import { describe, expect, it } from '@jest/globals';
import { buildImage } from '../../../../src/demo/registry/image.ts';
import { createStore } from '../../../../src/demo/registry/store.ts';

const { top } = buildImage({ label: 'one' });
const other = buildImage({ label: 'other' }).top;

describe('createStore', () => {
  it('finds a manifest by tag and by digest', () => {
    const store = createStore();
    store.putManifest('team/app', top, 'v1');
    expect(store.manifest('team/app', 'v1')).toBe(top);
    expect(store.manifest('team/app', top.digest)).toBe(top);
    expect(store.manifest('team/other', 'v1')).toBeUndefined();
  });

  it('moves a tag and keeps what it stood for', () => {
    const store = createStore();
    store.putManifest('app', top, 'v1');
    store.putManifest('app', other, 'v1');
    expect(store.manifest('app', 'v1')).toBe(other);
    expect(store.manifest('app', top.digest)).toBe(top);
  });

  it('lists tags in byte order', () => {
    const store = createStore();
    for (const tag of ['b', 'B', 'a10', 'a9', '_x']) store.putManifest('app', top, tag);
    store.removeTag('app', 'a9');
    expect(store.tags('app')).toEqual(['B', '_x', 'a10', 'b']);
  });

  it('knows a repository from its first manifest on', () => {
    const store = createStore();
    store.putBlob('app', top.digest, top.bytes);
    expect(store.has('app')).toBe(false);
    expect(store.blob('app', top.digest)).toBe(top.bytes);
    store.putManifest('app', top);
    expect(store.has('app')).toBe(true);
    expect(store.tags('app')).toEqual([]);
  });
});
