import { describe, expect, it } from '@jest/globals';
import { createRanking } from '../../../src/select/ranking.ts';

const byLength = createRanking<number>({
  taken: 'longest',
  below: 'shorter than',
  compare: (a, b) => a - b,
  read: (tag) => (tag === '' ? { code: 'not-a-version', reason: 'is empty' } : { key: tag.length }),
});

describe('createRanking', () => {
  it('puts the highest first, and the last name first among equals, which share a rank', () => {
    expect(byLength.order(['a', 'bb', 'aa', 'c'], new Map()).ranked).toEqual([
      { tag: 'bb', rank: 0 },
      { tag: 'aa', rank: 0 },
      { tag: 'c', rank: 1 },
      { tag: 'a', rank: 1 },
    ]);
  });

  it('keeps what cannot be read apart, with its reason', () => {
    expect(byLength.order(['', 'a'], new Map())).toEqual({
      ranked: [{ tag: 'a', rank: 0 }],
      refused: [{ tag: '', code: 'not-a-version', reason: 'is empty' }],
    });
  });
});
