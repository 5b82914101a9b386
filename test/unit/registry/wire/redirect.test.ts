import { describe, expect, it } from '@jest/globals';
import { redirectTarget } from '../../../../src/registry/wire/redirect.ts';

const TLS = 'https://reg.example/v2/a/blobs/x';
const PLAIN = 'http://reg.example/v2/a/blobs/x';

describe('redirectTarget', () => {
  it.each([
    [TLS, 'https://cdn.example/y?sig=1', 'https://cdn.example/y?sig=1'],
    [TLS, '/y', 'https://reg.example/y'],
    [PLAIN, 'https://cdn.example/y', 'https://cdn.example/y'],
    [PLAIN, 'http://cdn.example/y', 'http://cdn.example/y'],
  ])('leads from %s by %s', (url, location, target) => {
    expect(redirectTarget({ url, status: 307, location })).toEqual({ ok: true, value: target });
  });

  it.each([
    [TLS, 'http://cdn.example/y'],
    [TLS, 'ftp://cdn.example/y'],
    [PLAIN, 'file:///etc/passwd'],
    [TLS, 'https://['],
    [TLS, undefined],
  ])('refuses to go from %s to %s', (url, location) => {
    expect(redirectTarget({ url, status: 302, location })).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
  });

  it.each([200, 304, 404])('sees no redirect in status %d', (status) => {
    const answer = { url: TLS, status, location: 'https://cdn.example/' };
    expect(redirectTarget(answer)).toEqual({ ok: true, value: undefined });
  });
});
