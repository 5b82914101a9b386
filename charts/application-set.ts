import type { Environment } from '../infra/environment.ts';
import { API_VERSION, FINALIZERS, IN_CLUSTER, syncPolicy } from './application.ts';
import { labelsOf, type Manifest } from './manifest.ts';
import { overridesPointer, templateAnnotations } from './updater-annotations.ts';

type ApplicationSet = Environment['applicationSets'][number];

/**
 * Argo CD's ApplicationSet. With `argocd` write-back it leaves alone what the updater writes to its
 * Applications; their one source makes that safe, since the patch would replace a list of sources whole.
 */
export function applicationSet(environment: Environment, set: ApplicationSet): Manifest {
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: {
      name: set.name,
      namespace: environment.argocd.namespace,
      labels: labelsOf(set.name),
    },
    spec: {
      generators: [generator(environment, set)],
      ...(set.writeBack === 'argocd'
        ? { ignoreApplicationDifferences: [{ jsonPointers: [overridesPointer(set.format)] }] }
        : {}),
      template: template(environment, set),
    },
  };
}

function generator({ gitops }: Environment, set: ApplicationSet): object {
  const { generator: given } = set;
  switch (given.kind) {
    case 'list':
      return { list: { elements: given.elements } };
    case 'git': {
      const directories = given.directories.map((path) => ({ path }));
      return { git: { repoURL: gitops.repository, revision: gitops.branch, directories } };
    }
    case 'cluster':
      return { clusters: { selector: { matchLabels: given.labels } } };
  }
}

function template(environment: Environment, set: ApplicationSet): object {
  const { repository, branch } = environment.gitops;
  const name = `${set.name}-${ownName(set)}`;
  return {
    metadata: {
      name,
      labels: labelsOf(set.name),
      annotations: templateAnnotations(environment, set),
      finalizers: FINALIZERS,
    },
    spec: {
      project: set.team,
      source: {
        repoURL: repository,
        targetRevision: branch,
        path: set.path,
        ...(set.format === 'helm' ? { helm: { releaseName: name } } : {}),
      },
      destination: {
        server: set.generator.kind === 'cluster' ? '{{server}}' : IN_CLUSTER,
        namespace: set.namespace,
      },
      syncPolicy: syncPolicy(),
    },
  };
}

/** What tells the Applications of a set apart. */
function ownName({ generator: given }: ApplicationSet): string {
  switch (given.kind) {
    case 'list':
      return '{{name}}';
    case 'git':
      return folderName(given.directories[0] ?? '');
    case 'cluster':
      return '{{nameNormalized}}';
  }
}

// Not the last folder: all that match `apps/*/overlays/prod` end with `prod`.
function folderName(pattern: string): string {
  const folders = pattern.split('/');
  const open = folders.findIndex((folder) => folder.includes('*'));
  const last = open === -1 || open === folders.length - 1;
  return last ? '{{path.basenameNormalized}}' : `{{path[${open}]}}`;
}
