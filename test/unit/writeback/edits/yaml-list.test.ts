import { describe, expect, it } from '@jest/globals';
import { openYaml, textOf } from '../../../../src/writeback/edits/yaml-file.ts';
import { addToList, itemsAt } from '../../../../src/writeback/edits/yaml-list.ts';

const KEYS = ['a', 'b'];

it.each([
  ['a:\n  b: [x, y]\n', ['x', 'y']],
  ['a:\n  b:\n  - x\n', ['x']],
  ['a:\n  b:\n', []],
  ['a: {}\n', []],
  ['', []],
])('reads the items of %j', (text, expected) => {
  const file = openYaml('f', text);
  expect(itemsAt(file, KEYS).map((node) => textOf(file, { node }))).toEqual(expected);
});

it.each([
  ['', undefined, 'a:\n  b:\n  - new\n'],
  ['x: 1', undefined, 'x: 1\na:\n  b:\n  - new\n'],
  ['a:\n', undefined, 'a:\n  b:\n  - new\n'],
  ['a:\n  b:\nc: 1\n', undefined, 'a:\n  b:\n  - new\nc: 1\n'],
  ['a:\n  b:\n  - x\n\nc: 1\n', undefined, 'a:\n  b:\n  - x\n  - new\n\nc: 1\n'],
  ['a:\n  b:\n    - x\n    - y', 1, 'a:\n  b:\n    - x\n    - new\n    - y'],
  ['a:\n  b: []\n', undefined, 'a:\n  b: [new]\n'],
  ['a: {b: [x]}\n', undefined, 'a: {b: [x, new]}\n'],
  ['a: {}\n', undefined, 'a: {b: [new]}\n'],
])('adds to the list of %j at %s', (text, index, expected) => {
  expect(addToList(openYaml('f', text), KEYS, 'new', index)).toBe(expected);
});

describe('what is no list', () => {
  it.each(['a:\n  b: x\n', 'a:\n  b: {}\n', 'a: [1]\n'])('is refused: %j', (text) => {
    expect(() => itemsAt(openYaml('f', text), KEYS)).toThrow(/^f line \d: /);
    expect(() => addToList(openYaml('f', text), KEYS, 'new')).toThrow(/^f line \d: /);
  });
});
