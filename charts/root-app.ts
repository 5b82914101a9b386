import type { Environment } from '../infra/environment.ts';
import { API_VERSION, IN_CLUSTER, syncPolicy } from './application.ts';
import { labelsOf, type Manifest } from './manifest.ts';
import { teamQuotas } from './quota.ts';
import { teamsOf } from './team.ts';
import { overridesPointer } from './updater-annotations.ts';

/** The root Application and its project. */
const NAME = 'app-of-apps';

/** The folder of the GitOps repository with everything the root Application applies. */
export function clusterFolder({ name }: Environment): string {
  return `argo-apps/clusters/${name}`;
}

/**
 * The Application that applies all others of the environment. It has no finalizer: those who delete it, or
 * change to `delivery: direct`, keep what runs.
 */
export function rootApplication(environment: Environment): Manifest {
  const { argocd, gitops } = environment;
  const ignored = leftToUpdater(environment);
  const respect = ignored.length > 0 ? ['RespectIgnoreDifferences=true'] : [];
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    metadata: {
      name: NAME,
      namespace: argocd.namespace,
      labels: labelsOf(NAME),
    },
    spec: {
      project: NAME,
      source: {
        repoURL: gitops.repository,
        targetRevision: gitops.branch,
        path: clusterFolder(environment),
        directory: { recurse: true },
      },
      destination: { server: IN_CLUSTER, namespace: argocd.namespace },
      syncPolicy: syncPolicy(respect),
      ...(ignored.length > 0 ? { ignoreDifferences: ignored } : {}),
    },
  };
}

/**
 * A project for the root alone: who may change it, or the folder it reads, can create Applications in any
 * project, and so is an administrator.
 */
export function rootProject(environment: Environment): Manifest {
  const { argocd, gitops } = environment;
  const quotas = teamsOf(environment).flatMap((team) => teamQuotas(environment, team));
  const namespaces = new Set([
    argocd.namespace,
    ...quotas.flatMap(({ metadata }) => metadata.namespace ?? []),
  ]);
  return {
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: { name: NAME, namespace: argocd.namespace, labels: labelsOf(NAME) },
    spec: {
      description: 'Creates the projects and Applications of this environment.',
      sourceRepos: [gitops.repository],
      destinations: [...namespaces].map((namespace) => ({ server: IN_CLUSTER, namespace })),
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'Application' },
        { group: 'argoproj.io', kind: 'ApplicationSet' },
        { group: 'argoproj.io', kind: 'AppProject' },
        ...(quotas.length > 0 ? [{ group: '', kind: 'ResourceQuota' }] : []),
      ],
    },
  };
}

/** With `argocd` write-back, self-healing would take the tags back that the updater wrote. */
function leftToUpdater({ services, argocd }: Environment): readonly object[] {
  return services
    .filter(({ writeBack }) => writeBack === 'argocd')
    .map(({ name, format }) => ({
      group: 'argoproj.io',
      kind: 'Application',
      name,
      namespace: argocd.namespace,
      jsonPointers: [overridesPointer(format)],
    }));
}
