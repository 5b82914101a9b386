import type { Manifest } from './cluster.ts';

export interface ApplicationFields {
  readonly name: string;
  /** Without its tag. */
  readonly image: string;
  /** What runs. */
  readonly tag: string;
  readonly repoURL: string;
  /** Without upstream's prefix. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Parameters of its own, as after an update by method argocd. */
  readonly overridden: boolean;
}

const PREFIX = 'argocd-image-updater.argoproj.io';
const CREATED = '2025-01-01T00:00:00Z';
const RESOURCES = 20;
const DEPLOYMENTS = 10;

/** An Application with as much status as a service of 20 resources has after 10 deployments: 8 kB. */
export function application(fields: ApplicationFields): Manifest {
  const { name, image, tag, repoURL, annotations, overridden } = fields;
  const source = { repoURL, path: `charts/${name}`, targetRevision: 'main' };
  const parameters = [
    { name: 'image.name', value: image, forceString: true },
    { name: 'image.tag', value: tag, forceString: true },
  ];
  const prefixed = Object.entries(annotations).map(([key, value]) => [`${PREFIX}/${key}`, value]);
  const manifest = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, annotations: Object.fromEntries(prefixed) },
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc', namespace: name },
      source: overridden ? { ...source, helm: { parameters } } : source,
    },
    status: {
      sourceType: 'Helm',
      sync: { status: 'Synced', revision: revision(DEPLOYMENTS) },
      health: { status: 'Healthy', lastTransitionTime: CREATED },
      summary: { images: [`${image}:${tag}`] },
      resources: Array.from({ length: RESOURCES }, (_, i) => resource(name, i)),
      history: Array.from({ length: DEPLOYMENTS }, (_, id) => deployment(source, id)),
    },
  };
  return manifest;
}

export function secret(
  name: string,
  data: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): Manifest {
  const manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, labels },
    stringData: data,
  };
  return manifest;
}

function resource(owner: string, i: number): object {
  return {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    namespace: owner,
    name: `${owner}-component-${i}`,
    status: 'Synced',
    health: { status: 'Healthy' },
  };
}

function deployment(source: object, id: number): object {
  return {
    id,
    deployedAt: CREATED,
    deployStartedAt: CREATED,
    revision: revision(id),
    initiatedBy: { automated: true },
    source,
  };
}

function revision(id: number): string {
  return String(id).padStart(40, '0');
}
