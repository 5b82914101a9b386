import { describe, expect, it } from '@jest/globals';
import { newestBuild } from '../../../src/select/newest-build.ts';

const strategy = newestBuild();

describe('newestBuild', () => {
  it('orders by creation date', () => {
    expect(strategy.read('a', { kind: 'known', digest: 'd', created: 7 })).toEqual({ key: 7 });
    expect(strategy.compare(7, 8)).toBeLessThan(0);
  });

  it('refuses what has no date, with the reason of the registry when there is one', () => {
    expect(strategy.read('a', { kind: 'known', digest: 'd' })).toMatchObject({
      code: 'no-metadata',
    });
    const reason = 'its manifest is gone\u001b';
    expect(strategy.read('a', { kind: 'unusable', code: 'no-platform', reason })).toEqual({
      code: 'no-platform',
      reason: 'its manifest is gone\\u001b',
    });
  });
});
