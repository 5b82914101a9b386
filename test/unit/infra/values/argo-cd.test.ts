import { describe, expect, it } from '@jest/globals';
import { argoCdValues } from '../../../../infra/values/argo-cd.ts';
import { unknownKeys } from '../../../support/chart-keys.ts';
import { devEnvironment, prodEnvironment } from '../../../support/environments.ts';

const SECRETS = { adminPasswordHash: 'hash', githubWebhookSecret: 'hook', slackToken: 'xoxb' };

describe('values of Argo CD', () => {
  it.each([
    ['dev', devEnvironment().argocd, {}],
    ['prod', prodEnvironment().argocd, SECRETS],
  ])('are known to its chart, for %s', (_name, argocd, secrets) => {
    expect(unknownKeys('argo-cd', argoCdValues(argocd, secrets))).toEqual([]);
  });

  it('notices a key that the chart does not know', () => {
    const { server } = argoCdValues(prodEnvironment().argocd, SECRETS);
    const misspelt = { server: { ...server, replica: 3 }, serer: {} };
    expect(unknownKeys('argo-cd', misspelt)).toEqual(['server/replica', 'serer']);
  });

  it('replicate what has no state, with HA, and Redis', () => {
    const { server, repoServer, applicationSet, ...values } = argoCdValues(
      prodEnvironment().argocd,
      {},
    );
    for (const part of [server, repoServer, applicationSet]) {
      expect(part).toMatchObject({ replicas: 3, pdb: { enabled: true } });
    }
    expect(values['redis-ha']).toEqual({ enabled: true });
  });

  it('have no key for a secret that there is not: the chart takes an empty one for a password', () => {
    const { configs, notifications } = argoCdValues(devEnvironment().argocd, {});
    expect(configs.secret).toEqual({});
    expect(notifications).toEqual({ enabled: false });
  });

  it('hold secrets where the chart puts them into Secrets', () => {
    const { configs, notifications } = argoCdValues(prodEnvironment().argocd, SECRETS);
    expect(configs.secret).toEqual({ argocdServerAdminPassword: 'hash', githubSecret: 'hook' });
    expect(notifications).toMatchObject({ secret: { items: { 'slack-token': 'xoxb' } } });
  });

  it('serve plain HTTP behind an ingress that ends TLS', () => {
    const { configs, server, global } = argoCdValues(prodEnvironment().argocd, {});
    expect(configs.params).toEqual({ 'server.insecure': true });
    expect(global).toEqual({ domain: 'argocd.acme.test' });
    expect(server.ingress).toEqual({
      enabled: true,
      hostname: 'argocd.acme.test',
      annotations: {},
      ingressClassName: 'nginx',
      extraTls: [{ hosts: ['argocd.acme.test'], secretName: 'argocd-tls' }],
    });
  });

  it('start dex only for single sign-on through it', () => {
    expect(argoCdValues(devEnvironment().argocd, {}).dex).toEqual({ enabled: false });
    expect(argoCdValues(prodEnvironment().argocd, {}).dex).toEqual({ enabled: true });
  });
});
