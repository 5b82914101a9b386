import type { Environment } from '../environment.ts';
import { APPLICATION_HEALTH } from './application-health.ts';
import { notificationValues, SLACK_TOKEN_KEY } from './notifications.ts';

type ArgoCd = Environment['argocd'];

/** Secret values, of whatever type the caller has them in; only those that the environment names. */
export interface ArgoCdSecrets<S> {
  readonly adminPasswordHash?: S | undefined;
  readonly githubWebhookSecret?: S | undefined;
  readonly slackToken?: S | undefined;
}

const REPLICAS = 3;

/** Values of the chart `argo-cd`. */
export function argoCdValues<S>(argocd: ArgoCd, secrets: ArgoCdSecrets<S>) {
  const { ha, resources = {} } = argocd;
  const replicated = ha ? { replicas: REPLICAS, pdb: { enabled: true, maxUnavailable: 1 } } : {};
  return {
    global: { domain: argocd.ingress?.host ?? `argocd-server.${argocd.namespace}.svc` },
    configs: {
      cm: { ...APPLICATION_HEALTH, ...argocd.config },
      params: { 'server.insecure': argocd.insecure, ...argocd.params },
      rbac: { 'policy.default': argocd.rbac.defaultRole, 'policy.csv': argocd.rbac.policy },
      secret: present({
        argocdServerAdminPassword: secrets.adminPasswordHash,
        githubSecret: secrets.githubWebhookSecret,
      }),
    },
    controller: { resources },
    dex: { enabled: 'dex.config' in argocd.config },
    'redis-ha': { enabled: ha },
    server: {
      ...replicated,
      resources,
      service: { type: argocd.serviceType },
      ...(argocd.ingress === undefined ? {} : { ingress: ingressValues(argocd.ingress) }),
    },
    repoServer: { ...replicated, resources },
    applicationSet: { ...replicated, resources },
    notifications: notifications(argocd, secrets.slackToken),
  };
}

function ingressValues({
  host,
  className,
  tlsSecret,
  annotations,
}: NonNullable<ArgoCd['ingress']>) {
  return {
    enabled: true,
    hostname: host,
    annotations,
    ...(className === undefined ? {} : { ingressClassName: className }),
    ...(tlsSecret === undefined ? {} : { extraTls: [{ hosts: [host], secretName: tlsSecret }] }),
  };
}

function notifications<S>(argocd: ArgoCd, slackToken: S | undefined) {
  if (argocd.notifications === undefined) return { enabled: false };
  return {
    enabled: true,
    resources: argocd.resources ?? {},
    secret: { items: present({ [SLACK_TOKEN_KEY]: slackToken }) },
    ...notificationValues(argocd.notifications.slack.channel),
  };
}

/** Without the keys that have no value: the chart takes an empty one for a password. */
function present<S>(values: Readonly<Record<string, S | undefined>>): Record<string, S> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, S] => entry[1] !== undefined),
  );
}
