import type { Environment } from '../infra/environment.ts';
import { labelsOf, type Manifest } from './manifest.ts';
import { serviceAnnotations, sourcePath } from './updater-annotations.ts';

type Service = Environment['services'][number];
type ThirdParty = Environment['thirdParty'][number];

export const API_VERSION = 'argoproj.io/v1alpha1';
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** The cluster that Argo CD runs in. */
export const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Deleting the Application deletes what it deployed. */
export const FINALIZERS = ['resources-finalizer.argocd.argoproj.io'] as const;

/** Argo CD's Application of a service, with what the updater has to know. */
export function serviceApplication(environment: Environment, service: Service): Manifest {
  const { name, team, namespace = team, syncWave } = service;
  return application(environment, {
    name,
    team,
    namespace,
    syncWave,
    annotations: serviceAnnotations(environment, service),
    source: serviceSource(environment, service),
  });
}

/** Argo CD's Application of somebody else's chart, or of a path of a repository. */
export function thirdPartyApplication(environment: Environment, entry: ThirdParty): Manifest {
  return application(environment, { ...entry, annotations: {}, source: thirdPartySource(entry) });
}

interface Fields {
  readonly name: string;
  readonly team: string;
  readonly namespace: string;
  readonly syncWave: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly source: object;
}

function application({ argocd }: Environment, fields: Fields): Manifest {
  const { name, team, namespace, syncWave, annotations, source } = fields;
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    metadata: {
      name,
      namespace: argocd.namespace,
      labels: labelsOf(name),
      annotations: { ...annotations, [SYNC_WAVE]: String(syncWave) },
      finalizers: FINALIZERS,
    },
    spec: {
      project: team,
      source,
      destination: { server: IN_CLUSTER, namespace },
      syncPolicy: syncPolicy(),
    },
  };
}

/**
 * Whatever git says, now and again after a failure. Namespaces are not Argo CD's to create: they come
 * with their pull Secrets before it.
 */
export function syncPolicy(further: readonly string[] = []) {
  return {
    automated: { prune: true, selfHeal: true },
    syncOptions: ['CreateNamespace=false', 'PruneLast=true', ...further],
    retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
  };
}

function serviceSource(environment: Environment, service: Service): object {
  const { repository, branch } = environment.gitops;
  const source = {
    repoURL: repository,
    targetRevision: branch,
    path: sourcePath(environment, service),
  };
  if (service.format === 'kustomize') return source;
  return { ...source, helm: { releaseName: service.name, valueFiles: ['values.yaml'] } };
}

function thirdPartySource({ name, source }: ThirdParty): object {
  if ('repository' in source) {
    const { repository, path, revision } = source;
    return { repoURL: repository, targetRevision: revision, path };
  }
  const { chartRepository, chart, version, values } = source;
  return {
    repoURL: chartRepository,
    chart,
    targetRevision: version,
    helm: { releaseName: name, ...(values === '' ? {} : { values }) },
  };
}
