import { describe, expect, it } from '@jest/globals';
import { parseCredentialSource } from '../../../src/model/credential-source.ts';

describe('parseCredentialSource', () => {
  it.each([
    [
      'secret:argocd/ghcr#creds',
      { kind: 'secret', namespace: 'argocd', name: 'ghcr', field: 'creds' },
    ],
    [
      'secret:ghcr#.user_pass',
      { kind: 'secret', namespace: 'own', name: 'ghcr', field: '.user_pass' },
    ],
    ['pullsecret:argocd/regcred', { kind: 'pullsecret', namespace: 'argocd', name: 'regcred' }],
    ['pullsecret:reg.cred-2', { kind: 'pullsecret', namespace: 'own', name: 'reg.cred-2' }],
    ['env:GHCR_CREDS', { kind: 'env', name: 'GHCR_CREDS' }],
    ['ext:/scripts/ecr login.sh', { kind: 'ext', path: '/scripts/ecr login.sh' }],
    ['  env:CREDS  ', { kind: 'env', name: 'CREDS' }],
    ['ghcr.io=env:CREDS', { kind: 'env', name: 'CREDS' }],
    ['localhost:5000=secret:a/b#c', { kind: 'secret', namespace: 'a', name: 'b', field: 'c' }],
  ])('reads %s', (text, expected) => {
    expect(parseCredentialSource(text, { namespace: 'own' })).toEqual({
      ok: true,
      value: expected,
    });
  });

  it.each([
    '',
    'secret:',
    'secret:argocd/ghcr',
    'secret:argocd/ghcr#',
    'secret:argocd/ghcr#a b',
    'secret:a/b/c#d',
    'secret:Argocd/ghcr#d',
    'pullsecret:argocd/',
    'pullsecret:../etc',
    'env:1ST',
    'env:A-B',
    'ext:relative/path',
    'ext:/with\nnewline',
    'vault:kv/ghcr',
    'user:password',
  ])('refuses %j', (text) => {
    expect(parseCredentialSource(text, { namespace: 'own' }).ok).toBe(false);
  });

  it('says where and what is expected, and never repeats what may be a password', () => {
    const result = parseCredentialSource('admin:hunter2', { namespace: 'own', where: 'here' });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid-config', problem: { where: 'here' } },
    });
    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(result.ok ? '' : result.error.message).not.toContain('hunter2');
    expect(result.ok ? '' : result.error.message).toContain('env:VARIABLE');
  });

  it('reads a long value in linear time', () => {
    const text = `secret:${'a-'.repeat(100_000)}/x#y`;
    expect(parseCredentialSource(text, { namespace: 'own' }).ok).toBe(false);
  });
});
