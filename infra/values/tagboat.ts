import { stringify } from 'yaml';
import { pullSecretsOf } from '../environment/pull-secrets.ts';
import type { Environment } from '../environment.ts';
import { registryEntries } from './registries.ts';

export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** Name of all objects of the updater. */
export const TAGBOAT = 'tagboat';
export const SELECTOR = { 'app.kubernetes.io/name': TAGBOAT };
const CONF_FOLDER = '/etc/tagboat';
const CONF_FILE = 'registries.conf';
export const HEALTH_PORT = 8081;

/** Where Applications are watched. */
export function watchedNamespaces({ argocd, updater }: Environment): readonly string[] {
  return [...new Set([argocd.namespace, ...updater.watchNamespaces])];
}

/** In each watched namespace: an Application may name Secrets of its own namespace. */
export const APPLICATION_RULES: readonly Rule[] = [
  {
    apiGroups: ['argoproj.io'],
    resources: ['applications'],
    verbs: ['get', 'list', 'watch', 'patch'],
  },
  {
    apiGroups: ['argocd-image-updater.argoproj.io'],
    resources: ['imageupdaters'],
    verbs: ['list', 'watch'],
  },
  { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
];

/** In Argo CD's namespace besides: its repository Secrets, and what its git connections trust. */
export const ARGO_CD_RULES: readonly Rule[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['list'] },
  {
    apiGroups: [''],
    resources: ['configmaps'],
    resourceNames: ['argocd-ssh-known-hosts-cm', 'argocd-tls-certs-cm'],
    verbs: ['get'],
  },
];

/** The command line of the updater. */
export function tagboatArgs(environment: Environment): readonly string[] {
  const { argocd, updater } = environment;
  const options = {
    'argocd-namespace': argocd.namespace,
    'watch-namespaces': watchedNamespaces(environment).join(','),
    interval: updater.interval,
    loglevel: updater.logLevel,
    logformat: 'json',
    'registries-conf-path': `${CONF_FOLDER}/${CONF_FILE}`,
    'git-commit-user': updater.gitIdentity.name,
    'git-commit-email': updater.gitIdentity.email,
    'health-probe-bind-address': `:${HEALTH_PORT}`,
  };
  return ['run', ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)];
}

/** Content of the ConfigMap. */
export function registriesConf(environment: Environment): Record<string, string> {
  return { [CONF_FILE]: stringify({ registries: registryEntries(environment) }) };
}

/** What the updater gets when the environment does not say. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '50m', memory: '128Mi' },
  limits: { memory: '512Mi' },
};

/**
 * One Pod at a time, by the restricted Pod security standard.
 *
 * @param confDigest of the ConfigMap: it is read once, at the start, so that a new one needs a new Pod
 */
export function deploymentSpec(environment: Environment, confDigest: string) {
  return {
    replicas: 1,
    strategy: { type: 'Recreate' },
    selector: { matchLabels: SELECTOR },
    template: {
      metadata: { labels: SELECTOR, annotations: { 'tagboat.dev/conf': confDigest } },
      spec: {
        serviceAccountName: TAGBOAT,
        imagePullSecrets: pullSecretsOf(environment, environment.updater.image).map((name) => ({
          name,
        })),
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [container(environment)],
        volumes: [
          { name: 'tmp', emptyDir: { sizeLimit: '2Gi' } },
          { name: 'conf', configMap: { name: TAGBOAT } },
        ],
      },
    },
  };
}

function container(environment: Environment) {
  const probe = (path: string) => ({ httpGet: { path, port: 'health' }, timeoutSeconds: 5 });
  return {
    name: TAGBOAT,
    image: environment.updater.image,
    args: [...tagboatArgs(environment)],
    ports: [{ name: 'health', containerPort: HEALTH_PORT }],
    livenessProbe: { ...probe('/healthz'), periodSeconds: 20, initialDelaySeconds: 10 },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 10 },
    resources: environment.updater.resources ?? DEFAULT_RESOURCES,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'conf', mountPath: CONF_FOLDER, readOnly: true },
    ],
  };
}
