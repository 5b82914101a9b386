import { describe, expect, it } from '@jest/globals';
import { checkSecretKeys } from '../../../../../infra/environment/checks/secret-keys.ts';
import { environment } from '../../../../support/healthy-environment.ts';

const ALL = environment({
  argocd: {
    adminPasswordHash: 'adminHash',
    githubWebhookSecret: 'webhook',
    notifications: { slack: { token: 'slack', channel: 'ops' } },
  },
  gitAccess: [
    { kind: 'token', url: 'https://github.com/a', username: 'bot', token: 'gitToken' },
    { kind: 'ssh', url: 'git@github.com:a/b', privateKey: 'sshKey' },
  ],
  registries: [
    {
      name: 'ghcr',
      prefix: 'ghcr.io',
      auth: { kind: 'token', username: 'bot', token: 'ghcrToken', tokenNext: 'ghcrNext' },
    },
    { name: 'hub', prefix: 'docker.io' },
  ],
  clusters: [{ name: 'east', server: 'https://east.acme.io', config: 'east' }],
});
const KEYS = [
  'adminHash',
  'webhook',
  'slack',
  'gitToken',
  'sshKey',
  'ghcrToken',
  'ghcrNext',
  'east',
];

describe('the secrets that an environment names', () => {
  it('are all asked for', () => {
    expect(checkSecretKeys(ALL, []).map(({ found }) => found)).toEqual(KEYS);
  });

  it('are fine when they are there, with others or not', () => {
    expect(checkSecretKeys(ALL, [...KEYS, 'more'])).toEqual([]);
  });

  it('are told with the command that sets them, and with a name nearby', () => {
    const keys = KEYS.map((key) => (key === 'ghcrToken' ? 'ghcrTokn' : key));
    expect(checkSecretKeys(ALL, keys)).toEqual([
      {
        path: 'tagboat:environment.registries[0].auth.token',
        found: 'ghcrToken',
        reason: 'the file holds no encrypted tagboat:ghcrToken',
        wayOut: 'did you mean ghcrTokn? Else run: pulumi config set --secret tagboat:ghcrToken',
      },
    ]);
  });
});
