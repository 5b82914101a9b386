import { describe, expect, it } from '@jest/globals';
import { pullSecretOf } from '../../../../src/sources/annotations/pull-secret.ts';

const OWN = 'team';

function read(value: string) {
  return pullSecretOf({ value, where: 'here' }, OWN);
}

describe('pullSecretOf', () => {
  it('is nothing when nothing is said', () => {
    expect(pullSecretOf(undefined, OWN)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['secret:creds#field', 'team'],
    ['secret:team/creds#field', 'team'],
    ['pullsecret:team/creds', 'team'],
  ])('takes the Secret of %s from %s', (value, namespace) => {
    expect(read(value)).toMatchObject({ ok: true, value: { name: 'creds', namespace } });
  });

  it('takes a variable and a script, which have no namespace', () => {
    expect(read('env:CREDS').ok).toBe(true);
    expect(read('ext:/bin/creds').ok).toBe(true);
  });

  it.each(['kube-system', 'argocd'])('refuses a Secret of namespace %s', (namespace) => {
    expect(read(`secret:${namespace}/creds#field`)).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'here', found: `namespace ${namespace}`, expected: 'team' },
      },
    });
  });

  it('refuses what does not parse, with its place', () => {
    expect(read('user:pass')).toMatchObject({ error: { problem: { where: 'here' } } });
  });
});
