import { describe, expect, it } from '@jest/globals';
import { isMap, type Node } from 'yaml';
import { TagboatError } from '../../../../src/model/errors.ts';
import {
  attempt,
  follow,
  isNothing,
  openYaml,
  pairOf,
  textOf,
} from '../../../../src/writeback/edits/yaml-file.ts';

function open(text: string) {
  const file = openYaml('values.yaml', text);
  const { node } = file.root;
  const pair = isMap<Node, Node | null>(node) ? pairOf(node, 'key') : undefined;
  return { file, slot: { node: pair?.value ?? null, key: pair?.key } };
}

describe('openYaml', () => {
  it.each(['', '# only a comment\n', '---\n', 'null\n'])('takes %j for an empty file', (text) => {
    expect(isNothing(openYaml('f', text).root.node)).toBe(true);
  });

  it.each([
    ['a: [1\n', 2],
    ['a: 1\n b: 2\n', 1],
    ['a: 1\n---\nb: 2\n', 2],
    ['text\n', 1],
    ['\n\n- 1\n', 3],
    ['a: 1\nb: 2\na: 3\n', 3],
  ])('refuses %j and names its line', (text, line) => {
    expect(() => openYaml('f.yaml', text)).toThrow(new RegExp(`^f.yaml line ${line}: `));
  });

  it('survives nesting without end', () => {
    expect(() => openYaml('f.yaml', '['.repeat(200_000))).toThrow(TagboatError);
    expect(() => openYaml('f.yaml', '{a: '.repeat(200_000))).toThrow(TagboatError);
  });

  it('does not expand aliases', () => {
    const bomb = Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    const { root } = openYaml('f', `a0: &a0 [x]\n${bomb.join('\n')}\n`);
    expect(isMap(root.node)).toBe(true);
  });
});

describe('textOf', () => {
  it.each([
    ['key: v1\n', 'v1'],
    ['key: 1.10\n', '1.10'],
    ['key: 0x10 # c\n', '0x10'],
    ['key: "a\\tb"\n', 'a\tb'],
    ['key: ""\n', ''],
    ['key:\n', undefined],
    ['key: ~\n', undefined],
    ['other: &x v2\nkey: *x\n', 'v2'],
  ])('of %j is %j', (text, expected) => {
    const { file, slot } = open(text);
    expect(textOf(file, slot)).toBe(expected);
  });

  it.each([
    ['key: {}\n', 'f'],
    ['key: [1]\n', 'f'],
    ['key: *gone\n', 'f'],
  ])('of %j is an error', (text) => {
    const { file, slot } = open(text);
    expect(() => textOf(file, slot)).toThrow(/^values.yaml line 1: /);
  });
});

it('follows an alias to its anchor', () => {
  const { file, slot } = open('base: &b {x: 1}\nkey: *b\n');
  expect(isMap(follow(file, slot.node))).toBe(true);
});

describe('attempt', () => {
  it('makes a Result of a TagboatError', () => {
    const result = attempt(() => openYaml('f', '- 1\n'));
    expect(result.ok ? undefined : result.error.code).toBe('invalid-config');
  });

  it('passes a defect on', () => {
    expect(() =>
      attempt(() => {
        throw new RangeError('defect');
      }),
    ).toThrow('defect');
  });
});
