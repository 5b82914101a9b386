import { describe, expect, it } from '@jest/globals';
import {
  acceptedToken,
  credsContent,
  dockerConfigContent,
  repositoryContent,
  repositorySecretName,
} from '../../../../infra/values/secrets.ts';
import { devEnvironment, prodEnvironment } from '../../../support/environments.ts';

function registry(prefix: string) {
  const [found] = devEnvironment({ registries: [{ name: 'any', prefix }] }).registries;
  if (found === undefined) throw new Error('no registry');
  return found;
}

describe('a registry’s token', () => {
  it('is username:token for the updater', () => {
    expect(credsContent('bot', ['ghp_1'])).toEqual({ creds: 'bot:ghp_1' });
  });

  it('is two of them for the time of a rotation', () => {
    expect(credsContent('bot', ['ghp_1', 'ghp_2'])).toEqual({
      creds: 'bot:ghp_1',
      'creds-next': 'bot:ghp_2',
    });
  });

  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['docker.io', 'https://index.docker.io/v1/'],
    ['registry.test/team', 'registry.test/team'],
  ])('is a login for the kubelet at %s', (prefix, server) => {
    const content = dockerConfigContent(registry(prefix), 'bot', 'ghp_1');
    expect(JSON.parse(String(content['.dockerconfigjson']))).toEqual({
      auths: {
        [server]: { username: 'bot', password: 'ghp_1', auth: btoa('bot:ghp_1') },
      },
    });
  });

  it.each([
    ['ghcr.io', 'ghp_11AAA'],
    ['ghcr.iom', 'github_pat_11AAA'],
    ['quay.io', 'github_pat_11AAA'],
  ])('at %s may be %s', (prefix, token) => {
    expect(acceptedToken(registry(prefix), 'key', token)).toBe(token);
  });

  it.each(['ghcr.io', 'ghcr.io/acme'])(
    'at %s may not be fine-grained, and is not shown',
    (prefix) => {
      const accepting = () => acceptedToken(registry(prefix), 'ghcrToken', 'github_pat_hushhush');
      expect(accepting).toThrow(/ghcrToken of registry any.*classic token.*read:packages/s);
      expect(accepting).not.toThrow(/hushhush/);
    },
  );
});

describe('a repository’s Secret', () => {
  const [byToken, bySsh, byApp] = prodEnvironment().gitAccess.map((access) =>
    repositoryContent(access, 'hush'),
  );

  it('is what Argo CD reads', () => {
    expect([byToken, bySsh, byApp]).toEqual([
      { type: 'git', url: 'https://github.com/acme/gitops.git', username: 'bot', password: 'hush' },
      { type: 'git', url: 'git@github.com:acme/charts.git', sshPrivateKey: 'hush' },
      {
        type: 'git',
        url: 'https://github.com/acme',
        githubAppID: '12',
        githubAppInstallationID: '34',
        githubAppPrivateKey: 'hush',
      },
    ]);
  });

  it.each([
    ['https://github.com/acme/gitops.git', 'repo-github-com-acme-gitops'],
    ['git@github.com:Acme/Charts.git', 'repo-github-com-acme-charts'],
    [`https://git.test/${'a'.repeat(80)}`, `repo-git-test-${'a'.repeat(49)}`],
  ])('of %s has a name of Kubernetes', (url, name) => {
    const [access] = devEnvironment({
      gitAccess: [{ kind: 'ssh', url, privateKey: 'key' }],
    }).gitAccess;
    expect(access && repositorySecretName(access)).toBe(name);
  });
});
