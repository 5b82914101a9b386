import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compareBytes } from '../../../src/model/byte-order.ts';
import { holds } from '../../support/holds.ts';

describe('compareBytes', () => {
  it.each([
    ['B', 'a'],
    ['b10', 'b9'],
    ['a', 'aa'],
    ['', 'a'],
    ['\u{ffff}', '\u{10000}'],
    ['\u{e000}', '\u{1f600}'],
  ])('puts %j below %j', (low, high) => {
    expect(compareBytes(low, high)).toBeLessThan(0);
    expect(compareBytes(high, low)).toBeGreaterThan(0);
  });

  it('is the order of the UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' });
    holds(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
