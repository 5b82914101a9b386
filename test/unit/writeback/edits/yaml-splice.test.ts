import { describe, expect, it } from '@jest/globals';
import { isMap, type Node } from 'yaml';
import { openYaml, pairOf } from '../../../../src/writeback/edits/yaml-file.ts';
import { findPath } from '../../../../src/writeback/edits/yaml-path.ts';
import {
  addKeys,
  fill,
  removePair,
  setScalar,
} from '../../../../src/writeback/edits/yaml-splice.ts';

function slotOf(text: string, keys: readonly string[]) {
  const file = openYaml('f', text);
  const place = findPath(file, keys);
  return { file, slot: place.slot };
}

describe('setScalar', () => {
  it.each([
    ['k: v # c\n', 'k: new # c\n'],
    ['k: "v"   # c\n', 'k: "new"   # c\n'],
    ["k: 'v'", "k: 'new'"],
    ['k: &x v\nl: *x\n', 'k: &x new\nl: *x\n'],
    ['k: !!str 12\n', 'k: !!str new\n'],
    ['k:\n', 'k: new\n'],
    ['k:   # c\n', 'k: new   # c\n'],
    ['"k" : ~\n', '"k" : new\n'],
    ['{k: , l: 1}\n', '{k: new , l: 1}\n'],
    ['k: a\n  b\n\nl: 1\n', 'k: new\n\nl: 1\n'],
  ])('of %j', (text, expected) => {
    const { file, slot } = slotOf(text, ['k']);
    expect(setScalar(file, slot, 'new')).toBe(expected);
  });

  it('writes through an alias', () => {
    const { file, slot } = slotOf('l: &x v\nk: *x\n', ['k']);
    expect(setScalar(file, slot, 'new')).toBe('l: &x new\nk: *x\n');
  });

  it.each(['k: |\n  v\n', 'k: >-\n  v\n', 'k: {}\n', 'k: [v]\n'])('refuses %j', (text) => {
    const { file, slot } = slotOf(text, ['k']);
    expect(() => setScalar(file, slot, 'new')).toThrow(/^f line 1: .+ expected a plain/);
  });
});

describe('addKeys', () => {
  it.each([
    ['', 'a:\n  b: v\n'],
    ['# c', '# c\na:\n  b: v\n'],
    ['x: 1\n\n# end\n', 'x: 1\na:\n  b: v\n\n# end\n'],
    ['a:\n    x: 1 # c\n\ny: 2\n', 'a:\n    x: 1 # c\n    b: v\n\ny: 2\n'],
    ['a:\n  x: |\n    t\ny: 2\n', 'a:\n  x: |\n    t\n  b: v\ny: 2\n'],
    ['a: {x: 1}\n', 'a: {x: 1, b: v}\n'],
    ['a: {}\n', 'a: {b: v}\n'],
    ['a: # c\nx: 1\n', 'a: # c\n  b: v\nx: 1\n'],
    ['---\nx: 1\n...\n', '---\nx: 1\na:\n  b: v\n...\n'],
  ])('to %j', (text, expected) => {
    const file = openYaml('f', text);
    const place = findPath(file, ['a', 'b']);
    const keys = place.kind === 'absent' ? place.keys : [];
    expect(addKeys(file, place.slot, keys, 'v')).toBe(expected);
  });
});

describe('fill', () => {
  it('refuses a place that is taken, if only by ~', () => {
    for (const text of ['a: 1\n', 'a: ~\n', 'a: []\n']) {
      const { file, slot } = slotOf(text, ['a']);
      expect(() => fill(file, slot, { list: ['x'] })).toThrow(/^f line 1: /);
    }
  });
});

describe('removePair', () => {
  function removed(text: string, path: readonly (string | number)[] = []): string {
    const file = openYaml('f', text);
    const place = findPath(file, path);
    const { node } = place.slot;
    const pair = isMap<Node, Node | null>(node) ? pairOf(node, 'k') : undefined;
    if (!isMap<Node, Node | null>(node) || pair === undefined) throw new Error('no such pair');
    return removePair(file, node, pair);
  }

  it.each([
    ['a: 1\nk: 2 # c\nb: 3\n', 'a: 1\nb: 3\n'],
    ['a: 1\nk: 2', 'a: 1\n'],
    ['k:\n  x: 1\n  y: 2\nb: 3\n', 'b: 3\n'],
    ['{a: 1, k: 2, b: 3}\n', '{a: 1, b: 3}\n'],
    ['{a: 1, k: 2}\n', '{a: 1}\n'],
    ['{k: 2}\n', '{}\n'],
  ])('from %j', (text, expected) => expect(removed(text)).toBe(expected));

  it('from the first line of a list item', () => {
    expect(removed('l:\n- k: 1\n  # c\n  b: 2\n', ['l', 0])).toBe('l:\n- b: 2\n');
  });
});
