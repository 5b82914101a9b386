import { describe, expect, it } from '@jest/globals';
import { parseDuration } from '../../../../src/registry/wire/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['12h', 43_200_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['250ms', 250],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '12', 'h', '1d', '-1h', '0s', '1h ', '1e3s'])('cannot read %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
