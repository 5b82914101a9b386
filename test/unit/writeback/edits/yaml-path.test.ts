import { describe, expect, it } from '@jest/globals';
import { openYaml, textOf } from '../../../../src/writeback/edits/yaml-file.ts';
import { findPath, stepsOf } from '../../../../src/writeback/edits/yaml-path.ts';

const TEXT = `
image.tag: literal
image: {tag: nested}
list: [{name: a}, {name: b, tags: [x, y]}]
base: &base {deep: {key: v}}
alias: *base
empty:
`;

describe('stepsOf', () => {
  const file = openYaml('f', TEXT);

  it.each([
    ['image.tag', ['image.tag']],
    ['image.name', ['image', 'name']],
    ['list[1].name', ['list', 1, 'name']],
    ['list[1].tags[0]', ['list', 1, 'tags', 0]],
    ['a[0][1]', ['a', 0, 1]],
    ['a[x]', ['a[x]']],
  ])('of %s', (key, steps) => expect(stepsOf(file, key)).toEqual(steps));
});

describe('findPath', () => {
  const file = openYaml('f', TEXT);

  it.each([
    ['image.tag', 'literal'],
    ['list[1].name', 'b'],
    ['list[1].tags[1]', 'y'],
    ['alias.deep.key', 'v'],
  ])('finds %s', (key, value) => {
    const place = findPath(file, stepsOf(file, key));
    expect(place.kind === 'present' ? textOf(file, place.slot) : undefined).toBe(value);
  });

  it.each([
    ['image.name', ['name']],
    ['new.image.tag', ['new', 'image', 'tag']],
    ['empty.tag', ['tag']],
    ['list[0].tag', ['tag']],
  ])('says which keys of %s are missing', (key, keys) => {
    expect(findPath(file, stepsOf(file, key))).toMatchObject({ kind: 'absent', keys });
  });

  it.each([
    ['list.name', /line 4: has something else here; found a list; expected a map/],
    ['image.tag.more', /line 3: has something else here; found "nested"/],
    ['image[0]', /line 3: has something else here; found a map; expected a list/],
    ['list[2].name', /line 4: has no item 2; found 2 items/],
    ['new[0].name', /expected a list at new/],
  ])('refuses %s', (key, message) => {
    const steps = key === 'image.tag.more' ? ['image', 'tag', 'more'] : stepsOf(file, key);
    expect(() => findPath(file, steps)).toThrow(message);
  });
});
