import { describe, expect, it } from '@jest/globals';
import { authenticate, authorize, type PolicyRule } from '../../../../src/demo/kube/access.ts';
import { customResource } from '../../../../src/demo/kube/resources.ts';

const resource = customResource('argoproj.io/v1alpha1', 'Application', {
  statusSubresource: false,
});

describe('authenticate', () => {
  const users = [
    { name: 'a', token: 'one' },
    { name: 'b', token: 'two' },
  ];

  it('knows a user by the token', () => {
    expect(authenticate(users, 'Bearer two').name).toBe('b');
  });

  it.each([undefined, 'one', 'Bearer three', 'Basic one'])('refuses %j', (authorization) => {
    const coming = () => authenticate(users, authorization);
    expect(coming).toThrow(
      expect.objectContaining({ status: expect.objectContaining({ code: 401 }) }),
    );
  });
});

describe('authorize', () => {
  const get = { verb: 'get', resource, namespace: 'argocd', name: 'back' };
  const rule: PolicyRule = {
    apiGroups: ['argoproj.io'],
    resources: ['applications'],
    verbs: ['get', 'list'],
  };

  function allowed(rules: readonly PolicyRule[] | undefined, deed: object = {}): boolean {
    try {
      authorize({ name: 'me', token: 't', rules }, { ...get, ...deed });
      return true;
    } catch {
      return false;
    }
  }

  it.each<[string, readonly PolicyRule[] | undefined, object, boolean]>([
    ['everything without rules', undefined, { verb: 'delete' }, true],
    ['nothing with no rule', [], {}, false],
    ['what a rule names', [rule], {}, true],
    ['not another verb', [rule], { verb: 'patch' }, false],
    ['not another group', [{ ...rule, apiGroups: [''] }], {}, false],
    ['not another resource', [{ ...rule, resources: ['secrets'] }], {}, false],
    ['what a star names', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], {}, true],
    ['not a subresource of what it names', [rule], { subresource: 'status' }, false],
    [
      'a subresource that it names',
      [{ ...rule, resources: ['applications/status'] }],
      { subresource: 'status' },
      true,
    ],
    ['one object', [{ ...rule, resourceNames: ['back'] }], {}, true],
    ['not another object', [{ ...rule, resourceNames: ['front'] }], {}, false],
    [
      'not a list by the name of an object',
      [{ ...rule, resourceNames: ['back'] }],
      { verb: 'list', name: undefined },
      false,
    ],
    ['one namespace', [{ ...rule, namespaces: ['argocd'] }], {}, true],
    ['not another namespace', [{ ...rule, namespaces: ['default'] }], {}, false],
    ['not all namespaces', [{ ...rule, namespaces: ['argocd'] }], { namespace: undefined }, false],
  ])('allows %s', (_, rules, deed, expected) => {
    expect(allowed(rules, deed)).toBe(expected);
  });

  it.each([
    [
      {},
      'applications.argoproj.io "back" is forbidden: User "me" cannot get resource "applications" in API group "argoproj.io" in the namespace "argocd"',
    ],
    [
      { verb: 'list', namespace: undefined, name: undefined },
      'applications.argoproj.io is forbidden: User "me" cannot list resource "applications" in API group "argoproj.io" at the cluster scope',
    ],
  ])('says in the words of the real server what %j may not', (deed, message) => {
    const doing = () => authorize({ name: 'me', token: 't', rules: [] }, { ...get, ...deed });
    expect(doing).toThrow(message);
  });
});
