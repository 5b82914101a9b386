import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from '../../../../src/registry/wire/retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['0.5', 500],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ])('reads %j', (header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms);
  });

  it.each([undefined, '', 'soon', '-1', '2026-01-02', 'GMT'])('cannot read %j', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });
});
