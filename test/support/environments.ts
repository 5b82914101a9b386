import type * as z from 'zod';
import { type Environment, EnvironmentSchema } from '../../infra/environment.ts';

/** Parts of an environment file. */
export type Changes = Partial<z.input<typeof EnvironmentSchema>>;

/** A small environment: one service from a private registry. */
export function devEnvironment(changes: Changes = {}): Environment {
  return EnvironmentSchema.parse({
    name: 'dev',
    gitops: { repository: 'https://github.com/acme/gitops' },
    registries: [
      {
        name: 'ghcr',
        prefix: 'ghcr.io',
        auth: { kind: 'token', username: 'bot', token: 'ghcrToken' },
      },
    ],
    services: [{ name: 'shop', team: 'web', image: 'ghcr.io/acme/shop', initialTag: 'v1.0.0' }],
    ...changes,
  });
}

/** One with every part that needs a secret. */
export function prodEnvironment(changes: Changes = {}): Environment {
  return devEnvironment({
    name: 'prod',
    kubeContext: 'prod',
    argocd: {
      ha: true,
      insecure: true,
      ingress: { host: 'argocd.acme.test', className: 'nginx', tlsSecret: 'argocd-tls' },
      adminPasswordHash: 'adminHash',
      githubWebhookSecret: 'webhookSecret',
      config: { 'dex.config': 'connectors: []' },
      notifications: { slack: { token: 'slackToken', channel: 'deploys' } },
    },
    rollouts: { dashboard: true },
    events: { enabled: true },
    workflows: { enabled: true, namespace: 'flows' },
    updater: { watchNamespaces: ['team-apps'] },
    registries: [
      {
        name: 'ghcr',
        prefix: 'ghcr.io',
        limit: 20,
        auth: {
          kind: 'token',
          username: 'bot',
          token: 'ghcrToken',
          tokenNext: 'ghcrTokenNext',
          expires: '2027-01-31',
        },
      },
      {
        name: 'ecr',
        prefix: '1234.dkr.ecr.eu-west-1.amazonaws.com',
        auth: { kind: 'workloadIdentity' },
      },
      { name: 'hub', prefix: 'docker.io', defaultNamespace: 'library' },
    ],
    gitAccess: [
      {
        kind: 'token',
        url: 'https://github.com/acme/gitops.git',
        username: 'bot',
        token: 'gitToken',
      },
      { kind: 'ssh', url: 'git@github.com:acme/charts.git', privateKey: 'sshKey' },
      {
        kind: 'githubApp',
        url: 'https://github.com/acme',
        template: true,
        appId: '12',
        installationId: '34',
        privateKey: 'appKey',
      },
    ],
    clusters: [
      {
        name: 'edge',
        server: 'https://edge.test:6443',
        labels: { tier: 'edge' },
        config: 'edgeConfig',
      },
    ],
    ...changes,
  });
}
