import { describe, expect, it } from '@jest/globals';
import { checkAccess } from '../../../../../infra/environment/checks/access.ts';
import { environment, service } from '../../../../support/healthy-environment.ts';

function paths(over: Readonly<Record<string, unknown>>): readonly string[] {
  return checkAccess(environment(over)).map(({ path }) => path.replace('tagboat:environment.', ''));
}

function access(url: string, template = false) {
  return [{ kind: 'token', url, template, username: 'bot', token: 'gitToken' }];
}

function registry(auth: object, prefix = 'ghcr.io') {
  return [{ name: 'main', prefix, auth }];
}

const ROTATION = { kind: 'token', username: 'bot', token: 'old', tokenNext: 'new' };
const UPSTREAM = { engine: 'argocd-image-updater' };

describe('git write-back', () => {
  it.each<[string, object]>([
    ['without credentials', { gitAccess: [] }],
    ['with those of another repository', { gitAccess: access('https://github.com/acme/other') }],
    ['with a URL that is no template', { gitAccess: access('https://github.com/acme') }],
  ])('%s is refused', (_, over) => {
    expect(paths({ ...over })).toEqual(['gitAccess']);
  });

  it.each<[string, object]>([
    ['with the URL as git writes it', { gitAccess: access('https://github.com/acme/gitops.git') }],
    ['with a template', { gitAccess: access('https://github.com/acme', true) }],
    [
      'that nobody asks for, without credentials',
      { gitAccess: [], services: [service({ writeBack: 'argocd' })] },
    ],
  ])('%s is fine', (_, over) => {
    expect(paths({ ...over })).toEqual([]);
  });

  it.each(['v1.2.3', '1.2', 'HEAD', 'refs/tags/x', 'a'.repeat(40)])(
    'onto %s is refused, which is no branch',
    (branch) => {
      const gitops = { repository: 'https://github.com/acme/gitops', branch };
      expect(paths({ gitops })).toEqual(['gitops.branch']);
    },
  );

  it('takes branches of any name', () => {
    const gitops = { repository: 'https://github.com/acme/gitops', branch: 'env/prod' };
    expect(paths({ gitops })).toEqual([]);
  });
});

describe('credentials that cannot be used', () => {
  it('are a token over SSH, and a key over HTTPS', () => {
    const services = [service({ writeBack: 'argocd' })];
    const key = { kind: 'ssh', url: 'https://github.com/acme/b', privateKey: 'key' };
    const gitAccess = [...access('git@github.com:acme/a'), key];
    expect(paths({ services, gitAccess })).toEqual(['gitAccess[0].url', 'gitAccess[1].url']);
  });

  it('are the identity of a cloud at the registry of none', () => {
    expect(paths({ registries: registry({ kind: 'workloadIdentity' }) })).toEqual([
      'registries[0].auth.kind',
    ]);
  });

  it.each([
    '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
    'europe-docker.pkg.dev/acme',
    'eu.gcr.io',
    'acme.azurecr.io',
  ])('are not the identity of its cloud at %s', (prefix) => {
    expect(paths({ registries: registry({ kind: 'workloadIdentity' }, prefix) })).toEqual([]);
  });
});

describe('a second token', () => {
  it('is for Tagboat alone: upstream has one slot', () => {
    expect(paths({ registries: registry(ROTATION) })).toEqual([]);
    expect(paths({ registries: registry(ROTATION), updater: UPSTREAM })).toEqual([
      'registries[0].auth.tokenNext',
    ]);
  });

  it('is another key than the first', () => {
    expect(paths({ registries: registry({ ...ROTATION, tokenNext: 'old' }) })).toEqual([
      'registries[0].auth.tokenNext',
    ]);
  });
});

describe('a namespace that the updater watches', () => {
  const updater = { watchNamespaces: ['apps'] };

  it('is refused when Argo CD does not watch it', () => {
    expect(paths({ updater })).toEqual(['updater.watchNamespaces[0]']);
  });

  it.each(['apps', 'other, apps', '*'])('is fine when Argo CD watches %s', (watched) => {
    expect(paths({ updater, argocd: { params: { 'application.namespaces': watched } } })).toEqual(
      [],
    );
  });
});
