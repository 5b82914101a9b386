import { describe, expect, it } from '@jest/globals';
import { singleFlight } from '../../../src/registry/single-flight.ts';

const fail = () => Promise.reject(new Error('no'));

describe('singleFlight', () => {
  it('shares the answer among those who ask meanwhile', async () => {
    const share = singleFlight<number>();
    let runs = 0;
    const task = () => {
      runs += 1;
      return Promise.resolve(runs);
    };
    expect(await Promise.all([share('a', task), share('a', task), share('b', task)])).toEqual([
      1, 1, 2,
    ]);
  });

  it('shares a failure, and forgets it', async () => {
    const share = singleFlight<string>();
    const both = [share('a', fail), share('a', fail)];
    await expect(Promise.allSettled(both)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    expect(await share('a', () => Promise.resolve('yes'))).toBe('yes');
  });
});
