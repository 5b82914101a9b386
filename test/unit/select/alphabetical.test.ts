import { describe, expect, it } from '@jest/globals';
import { alphabetical } from '../../../src/select/alphabetical.ts';

describe('alphabetical', () => {
  it('orders by bytes, as Go does', () => {
    const tags = ['b9', 'a', 'B', 'b10', '\u{ffff}', '\u{1f600}'];

    expect(tags.toSorted(alphabetical().compare)).toEqual([
      'B',
      'a',
      'b10',
      'b9',
      '\u{ffff}',
      '\u{1f600}',
    ]);
  });
});
