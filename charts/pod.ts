import { createHash } from 'node:crypto';
import { pullSecretsOf } from '../infra/environment/pull-secrets.ts';
import type { ServiceContext } from './context.ts';
import { podLabels, type ServiceSpec } from './labels.ts';

/** The restricted profile of Pod Security Standards asks for these of a container; of a pod, for `podSecurity`. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

export const podSecurity = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/**
 * The pod of a service. Its containers need an image whose USER is a number other than 0: the kubelet
 * cannot tell whether a name is root. A changed config makes new pods, by the hash in an annotation.
 */
export function podTemplate(context: ServiceContext): object {
  const { service } = context;
  return {
    metadata: { annotations: configHash(service), labels: podLabels(service) },
    spec: {
      automountServiceAccountToken: false,
      containers: [serverContainer(context)],
      imagePullSecrets: pullSecrets(context, service.image),
      securityContext: podSecurity,
      topologySpreadConstraints: [spread(service, 'kubernetes.io/hostname'), spread(service, ZONE)],
    },
  };
}

const ZONE = 'topology.kubernetes.io/zone';

/** References to the Secrets by which the kubelet pulls this image; absent when it needs none. */
export function pullSecrets(
  { environment }: ServiceContext,
  image: string,
): readonly { readonly name: string }[] | undefined {
  const names = pullSecretsOf(environment, image);
  return names.length === 0 ? undefined : names.map((name) => ({ name }));
}

/** The ConfigMap of the service's `config`, or undefined when that is empty. */
export function configName({ name, config }: ServiceSpec): string | undefined {
  return Object.keys(config).length === 0 ? undefined : `${name}-config`;
}

/** The service's `config`, sorted by name. */
export function configEntries({ config }: ServiceSpec): readonly (readonly [string, string])[] {
  return Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function serverContainer({ service, image }: ServiceContext): object {
  const { port, probes, pullPolicy, resources } = service;
  return {
    envFrom: environmentSources(service),
    image,
    imagePullPolicy: pullPolicy,
    livenessProbe: probe(probes.liveness),
    name: service.name,
    ports: [{ containerPort: port, name: 'http' }],
    readinessProbe: probe(probes.readiness),
    resources,
    securityContext: containerSecurity,
  };
}

function environmentSources(service: ServiceSpec): readonly object[] | undefined {
  const config = configName(service);
  const sources = [
    ...(config === undefined ? [] : [{ configMapRef: { name: config } }]),
    ...secretSources(service),
  ];
  return sources.length === 0 ? undefined : sources;
}

/** Each key of these Secrets becomes an environment variable. */
export function secretSources({ secretRefs }: ServiceSpec): readonly object[] {
  return secretRefs.map((name) => ({ secretRef: { name } }));
}

type Probe = ServiceSpec['probes']['readiness'];

function probe(given: Probe): object | undefined {
  return given && { httpGet: { path: given.path, port: given.port ?? 'http' } };
}

/** Pods spread out where there is room, and run together where there is none. */
function spread(service: ServiceSpec, topologyKey: string): object {
  return {
    labelSelector: { matchLabels: podLabels(service) },
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  };
}

function configHash(service: ServiceSpec): object | undefined {
  if (configName(service) === undefined) return undefined;
  const hash = createHash('sha256')
    .update(JSON.stringify(configEntries(service)))
    .digest('hex');
  return { 'tagboat.io/config-hash': hash.slice(0, 16) };
}
