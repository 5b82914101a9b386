import { describe, expect, it } from '@jest/globals';
import { allowNamespace, pullSecretOf } from '../../../../src/sources/annotations/pull-secret.ts';

const NAMESPACES = { own: 'team', argocd: 'argocd' };

function read(value: string) {
  return pullSecretOf({ value, where: 'here' }, NAMESPACES);
}

describe('pullSecretOf', () => {
  it('is nothing when nothing is said', () => {
    expect(pullSecretOf(undefined, NAMESPACES)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['secret:creds#field', 'team'],
    ['secret:team/creds#field', 'team'],
    ['pullsecret:argocd/creds', 'argocd'],
  ])('takes the Secret of %s from %s', (value, namespace) => {
    expect(read(value)).toMatchObject({ ok: true, value: { name: 'creds', namespace } });
  });

  it('takes a variable and a script, which have no namespace', () => {
    expect(read('env:CREDS').ok).toBe(true);
    expect(read('ext:/bin/creds').ok).toBe(true);
  });

  it('refuses a Secret of anybody else', () => {
    expect(read('secret:kube-system/creds#field')).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'here', found: 'namespace kube-system', expected: 'team or argocd' },
      },
    });
  });

  it('refuses what does not parse, with its place', () => {
    expect(read('user:pass')).toMatchObject({ error: { problem: { where: 'here' } } });
  });
});

describe('allowNamespace', () => {
  it('names one namespace when both are the same', () => {
    expect(allowNamespace('x', 'here', { own: 'argocd', argocd: 'argocd' })).toMatchObject({
      error: { problem: { expected: 'argocd' } },
    });
  });
});
