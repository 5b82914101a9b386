import { describe, expect, it } from '@jest/globals';
import { parseToken, pullScope, tokenUrl } from '../../../../src/registry/wire/token.ts';

const read = (body: unknown) => parseToken(Buffer.from(JSON.stringify(body)), 'https://a/token');

describe('parseToken', () => {
  it.each([
    [
      { token: 'a', expires_in: 300 },
      { value: 'a', lifetimeMs: 300_000 },
    ],
    [{ access_token: 'b' }, { value: 'b', lifetimeMs: 60_000 }],
    [
      { token: 'a', access_token: 'b', expires_in: 1 },
      { value: 'a', lifetimeMs: 60_000 },
    ],
    [
      { token: 'a', expires_in: 1e12 },
      { value: 'a', lifetimeMs: 24 * 3_600_000 },
    ],
  ])('reads %j', (body, value) => {
    expect(read(body)).toEqual({ ok: true, value });
  });

  it.each([[{}], [{ token: '' }], [{ token: 'a\r\nx: y' }], ['text'], [{ token: 1 }]])(
    'refuses %j',
    (body) => {
      expect(read(body)).toMatchObject({ ok: false, error: { code: 'refused' } });
    },
  );
});

const url = (realm: string, registry = 'https://reg.example') =>
  tokenUrl({ kind: 'bearer', realm, service: 's t' }, 'repository:a/b:pull', registry);

describe('tokenUrl', () => {
  it('adds service and scope to what the realm has', () => {
    expect(url('https://auth.example/token?account=x')).toEqual({
      ok: true,
      value: 'https://auth.example/token?account=x&service=s+t&scope=repository%3Aa%2Fb%3Apull',
    });
  });

  it('takes a realm without TLS from a registry without TLS only', () => {
    expect(url('http://auth.example', 'http://reg.example').ok).toBe(true);
    expect(url('http://auth.example')).toMatchObject({ error: { code: 'refused' } });
  });

  it.each(['/token', 'ftp://auth.example/', ''])('refuses the realm %j', (realm) => {
    expect(url(realm)).toMatchObject({ ok: false, error: { code: 'refused' } });
  });
});

describe('pullScope', () => {
  it('asks to pull', () => {
    expect(pullScope('ghcr.io', { path: 'a/b' })).toBe('repository:a/b:pull');
  });

  it('asks Azure to list as well', () => {
    expect(pullScope('me.azurecr.io', { path: 'a' })).toBe(
      'repository:a:pull,metadata_read,content_read',
    );
  });
});
