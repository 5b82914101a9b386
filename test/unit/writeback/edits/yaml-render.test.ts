import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { block, flow, type NewValue } from '../../../../src/writeback/edits/yaml-render.ts';
import { holds } from '../../../support/holds.ts';

const VALUE: NewValue = {
  map: [
    ['name', '1.10'],
    [
      'list',
      {
        list: [
          {
            map: [
              ['a', 'x'],
              ['b', true],
            ],
          },
          'w',
          { list: ['z'] },
        ],
      },
    ],
  ],
};

it('writes blocks with lists below their key', () => {
  expect(block(VALUE, 2)).toEqual([
    '  name: "1.10"',
    '  list:',
    '  - a: x',
    '    b: true',
    '  - w',
    '  - - z',
  ]);
});

it('writes the same within brackets', () => {
  expect(flow(VALUE)).toBe('{name: "1.10", list: [{a: x, b: true}, w, [z]]}');
});

function plain(of: NewValue): unknown {
  if (typeof of !== 'object') return of;
  if ('list' in of) return of.list.map(plain);
  return new Map(of.map.map(([key, inner]) => [key, plain(inner)]));
}

describe('whatever is written', () => {
  const value = fc.letrec<{ value: NewValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.boolean(),
      fc.record({ list: fc.array(tie('value'), { minLength: 1, maxLength: 3 }) }),
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 }).chain((keys) =>
        fc.record({
          map: fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), tie('value')))),
        }),
      ),
    ),
  })).value;

  it('is read as the same', () => {
    holds(
      fc.property(value, (of) => {
        expect(parse(block(of, 0).join('\n'), { mapAsMap: true })).toEqual(plain(of));
        expect(parse(flow(of), { mapAsMap: true })).toEqual(plain(of));
      }),
    );
  });
});
