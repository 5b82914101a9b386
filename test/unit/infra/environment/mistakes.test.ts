import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { mistakesOf } from '../../../../infra/environment/mistakes.ts';
import { SecretKey } from '../../../../infra/environment/names.ts';

const SCHEMA = z.strictObject({
  mode: z.enum(['fast', 'slow']).optional(),
  count: z.int().min(1).optional(),
  names: z.array(z.string()).min(1).optional(),
  token: SecretKey.optional(),
  chart: z
    .union([
      z.strictObject({ repository: z.string(), version: z.string() }),
      z.strictObject({ path: z.string() }),
    ])
    .optional(),
});

function mistakes(data: unknown) {
  const issues = SCHEMA.safeParse(data).error?.issues ?? [];
  return mistakesOf(issues, { schema: SCHEMA, data });
}

describe('mistakes in words', () => {
  it.each<[unknown, object]>([
    [
      { mode: 'fasst' },
      { found: '"fasst"', expected: 'one of fast, slow', hint: 'did you mean fast?' },
    ],
    [{ mode: 'other' }, { found: '"other"', expected: 'one of fast, slow' }],
    [{ count: 0 }, { found: 'number 0', expected: 'at least 1' }],
    [{ count: 1.5 }, { found: 'number 1.5', expected: 'a whole number' }],
    [{ names: [] }, { found: 'a list', expected: 'at least 1 entries' }],
    [{ names: {} }, { found: 'keys and values', expected: 'a list' }],
    [{ names: [true] }, { path: ['names', 0], hint: 'write it between quotation marks' }],
    [{ chart: { pth: 'x' } }, { path: ['chart', 'path'], what: 'is missing' }],
    [{ chart: { path: 1 } }, { path: ['chart', 'path'], found: 'number 1' }],
    [{ tokn: 'x' }, { path: ['tokn'], what: 'is not known', hint: 'did you mean token?' }],
  ])('%j', (data, words) => {
    expect(mistakes(data)[0]).toMatchObject(words);
  });

  it('does not show a value that stands where the name of a secret belongs', () => {
    expect(mistakes({ token: 'p4ss-word' })[0]?.found).toBe(
      'a value of 9 characters, not shown as it may be a secret',
    );
  });
});
