import { describe, expect, it } from '@jest/globals';
import { RESOURCES } from '../../../../src/demo/kube/resources.ts';
import { findRoute } from '../../../../src/demo/kube/routes.ts';

function route(path: string): string | undefined {
  const found = findRoute(RESOURCES, path);
  if (found === undefined) return undefined;
  const { resource, namespace, name, subresource } = found;
  return [resource.kind, namespace ?? '*', name ?? '*', subresource].filter(Boolean).join(' ');
}

const GROUP = '/apis/argoproj.io/v1alpha1';
const UPDATERS = '/apis/argocd-image-updater.argoproj.io/v1alpha1';

describe('findRoute', () => {
  it.each([
    ['/api/v1/secrets', 'Secret * *'],
    ['/api/v1/namespaces', 'Namespace * *'],
    ['/api/v1/namespaces/a', 'Namespace * a'],
    ['/api/v1/namespaces/a/secrets', 'Secret a *'],
    ['/api/v1/namespaces/a/secrets/b', 'Secret a b'],
    [`${GROUP}/applications`, 'Application * *'],
    [`${GROUP}/namespaces/a/applications/b%2Dc`, 'Application a b-c'],
    [`${UPDATERS}/namespaces/a/imageupdaters/b/status`, 'ImageUpdater a b status'],
  ])('%s is %s', (path, expected) => {
    expect(route(path)).toBe(expected);
  });

  it.each([
    '/',
    '/api',
    '/api/v2/secrets',
    '/apis/v1/secrets',
    '/api/v1/secrets/b',
    '/api/v1/namespaces/a/pods',
    '/api/v1/namespaces/a/secrets/b/status',
    `${GROUP}/namespaces/a/applications/b/status`,
    `${UPDATERS}/namespaces/a/imageupdaters/b/scale`,
    `${UPDATERS}/namespaces/a/imageupdaters/b/status/c`,
  ])('%s is nothing', (path) => {
    expect(route(path)).toBeUndefined();
  });

  it('takes a broken escape for a name', () => {
    expect(route('/api/v1/namespaces/a/secrets/%')).toBe('Secret a %');
  });
});
