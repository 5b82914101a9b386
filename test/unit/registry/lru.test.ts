import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { lru } from '../../../src/registry/lru.ts';
import { holds } from '../../support/holds.ts';

describe('lru', () => {
  it('forgets what was used longest ago', () => {
    const map = lru<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  });

  it('counts an entry written again once', () => {
    const map = lru<number>(2);
    map.set('a', 1);
    map.set('a', 2);
    map.set('b', 3);
    expect([map.get('a'), map.get('b')]).toEqual([2, 3]);
  });

  it('never holds more than its capacity', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    holds(
      fc.property(fc.integer({ min: 1, max: 4 }), keys, (capacity, used) => {
        const map = lru<string>(capacity);
        for (const key of used) map.set(key, key);
        const held = ['a', 'b', 'c', 'd', 'e'].filter((key) => map.get(key) !== undefined);
        const last = [...new Set(used.toReversed())].slice(0, capacity);
        expect(held).toEqual(last.toSorted());
      }),
    );
  });
});
