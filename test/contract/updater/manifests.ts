import { UPSTREAM_PREFIX } from '../../../src/model/annotations.ts';
import type { ApplicationSource } from '../../../src/model/application.ts';

/** An Application as the API server has it, as far as tests look. */
export interface Manifest {
  readonly metadata: {
    readonly resourceVersion: string;
    readonly generation: number;
    readonly managedFields?: unknown;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly source?: ApplicationSource;
    readonly sources?: readonly ApplicationSource[];
  };
}

export interface ManifestFields {
  readonly name: string;
  readonly namespace: string;
  /** Keys without a `/` get upstream's prefix. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly source?: object | undefined;
  readonly sources?: readonly object[] | undefined;
  /** What Argo CD makes of the source, or of each one. */
  readonly type?: string | readonly string[] | undefined;
  /** What Argo CD saw running. */
  readonly images: readonly string[];
}

export const CHART = {
  repoURL: 'https://git.example/acme/gitops.git',
  path: 'charts/back',
  targetRevision: 'main',
};

export function applicationManifest(fields: ManifestFields): object {
  const { name, namespace, annotations, source = CHART, sources, images, type = 'Helm' } = fields;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace, annotations: prefixed(annotations) },
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'acme' },
      syncPolicy: { automated: { prune: true } },
      ...(sources === undefined ? { source } : { sources }),
    },
    status: {
      ...(typeof type === 'string' ? { sourceType: type } : { sourceTypes: type }),
      summary: { images },
    },
  };
}

export function prefixed(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [
      key.includes('/') ? key : `${UPSTREAM_PREFIX}${key}`,
      value,
    ]),
  );
}

export function secretManifest(
  key: { readonly namespace: string; readonly name: string },
  data: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { ...key, labels }, data: encoded(data) };
}

export function encoded(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  );
}
