import { describe, expect, it } from '@jest/globals';
import { createFailures } from '../../../../src/demo/registry/failures.ts';

describe('createFailures', () => {
  it('fails as often as asked, then no more', () => {
    const failures = createFailures();
    failures.order({ status: 503, times: 2 });
    expect([failures.next('list'), failures.next('head'), failures.next('list')]).toMatchObject([
      { status: 503 },
      { status: 503 },
      undefined,
    ]);
  });

  it('fails only the kind that was asked, with its headers', () => {
    const failures = createFailures();
    failures.order({ status: 429, kind: 'head', headers: { 'retry-after': '2' } });
    expect(failures.next('list')).toBeUndefined();
    expect(failures.next('head')).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    expect(failures.next('head')).toBeUndefined();
  });
});
