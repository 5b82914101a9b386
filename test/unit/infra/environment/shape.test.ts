import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { keysAt, valueAt } from '../../../../infra/environment/shape.ts';

const SCHEMA = z.strictObject({
  list: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('a'), left: z.string() }),
        z.strictObject({ kind: z.literal('b'), right: z.string() }),
      ]),
    )
    .default([]),
  map: z.record(z.string(), z.strictObject({ inner: z.string() })),
});

describe('the keys a schema knows', () => {
  it.each([
    ['at its root', {}, [], ['list', 'map']],
    ['in the kind of a union', { list: [{ kind: 'b' }] }, ['list', 0], ['kind', 'right']],
    ['in a union of no kind', { list: [{}] }, ['list', 0], ['kind', 'left', 'right']],
    ['in a map of any keys', { map: { x: {} } }, ['map', 'x'], ['inner']],
    ['below what it does not know', {}, ['other', 'x'], []],
  ])('%s', (_, data, path, keys) => {
    expect(keysAt(SCHEMA, data, path)).toEqual(keys);
  });
});

describe('the value at a path', () => {
  it('is undefined below what is missing, and never inherited', () => {
    expect(valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
    expect(valueAt({ a: null }, ['a', 'b', 'c'])).toBeUndefined();
    expect(valueAt({}, ['constructor'])).toBeUndefined();
  });
});
