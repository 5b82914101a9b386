import { describe, expect, it } from '@jest/globals';
import { objectTarget, resourcePath, targetName } from '../../../src/adapters/kube-path.ts';

const SECRETS = { group: '', version: 'v1', plural: 'secrets' };
const APPLICATIONS = { group: 'argoproj.io', version: 'v1alpha1', plural: 'applications' };

describe('resourcePath', () => {
  it.each([
    [{ kind: SECRETS }, '/api/v1/secrets'],
    [{ kind: SECRETS, namespace: 'a' }, '/api/v1/namespaces/a/secrets'],
    [{ kind: SECRETS, namespace: 'a', name: 'b' }, '/api/v1/namespaces/a/secrets/b'],
    [{ kind: APPLICATIONS }, '/apis/argoproj.io/v1alpha1/applications'],
    [{ kind: APPLICATIONS, name: 'b' }, '/apis/argoproj.io/v1alpha1/applications/b'],
    [
      { kind: SECRETS, namespace: 'a', name: 'x/../y?z' },
      '/api/v1/namespaces/a/secrets/x%2F..%2Fy%3Fz',
    ],
  ])('of %j is %s', (target, path) => {
    expect(resourcePath(target)).toBe(path);
  });

  it('leaves out what a query does not say', () => {
    const query = { limit: 2, labelSelector: 'a in (b,c)', fieldSelector: '', continue: undefined };
    expect(resourcePath({ kind: SECRETS }, query)).toBe(
      '/api/v1/secrets?limit=2&labelSelector=a+in+%28b%2Cc%29',
    );
  });

  it.each(['', '.', '..'])('refuses the name %j, which would address something else', (name) => {
    const path = () => resourcePath({ kind: SECRETS, namespace: 'a', name });
    expect(path).toThrow(expect.objectContaining({ code: 'invalid-config' }));
  });
});

describe('targetName', () => {
  it.each([
    [{ kind: SECRETS }, 'secrets'],
    [{ kind: SECRETS, namespace: 'a' }, 'secrets a'],
    [{ kind: APPLICATIONS, namespace: 'a', name: 'b' }, 'applications.argoproj.io a/b'],
  ])('of %j is %s', (target, name) => {
    expect(targetName(target)).toBe(name);
  });
});

describe('objectTarget', () => {
  it('takes an empty namespace for a kind without namespaces', () => {
    expect(objectTarget(SECRETS, { namespace: '', name: 'a' })).toEqual({
      kind: SECRETS,
      name: 'a',
    });
  });
});
