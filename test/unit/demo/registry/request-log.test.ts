import { describe, expect, it } from '@jest/globals';
import { createRequestLog, type RequestEntry } from '../../../../src/demo/registry/request-log.ts';

const entry = (rest: Partial<RequestEntry> = {}): RequestEntry => ({
  kind: 'list',
  method: 'GET',
  path: '/',
  status: 200,
  ...rest,
});

describe('createRequestLog', () => {
  it('counts by kind and in all', () => {
    const log = createRequestLog();
    log.add(entry());
    log.add(entry({ kind: 'head' }));
    log.add(entry({ kind: 'head' }));
    expect([log.count(), log.count('head'), log.count('blob')]).toEqual([3, 2, 0]);
  });

  it('keeps the last entries, and all counts', () => {
    const log = createRequestLog();
    for (let index = 0; index < 25_000; index += 1) log.add(entry({ path: String(index) }));
    expect(log.entries()).toHaveLength(10_000);
    expect(log.entries().at(-1)?.path).toBe('24999');
    expect(log.count()).toBe(25_000);
  });

  it('begins anew', () => {
    const log = createRequestLog();
    log.add(entry());
    log.clear();
    expect([log.count(), log.entries()]).toEqual([0, []]);
  });
});
