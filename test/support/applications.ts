import { UPSTREAM_PREFIX } from '../../src/model/annotations.ts';
import type { Application, ApplicationSource } from '../../src/model/application.ts';

export const GITOPS = 'https://git.example/acme/gitops.git';

/** A chart in git, as most Applications have it. */
export const CHART_IN_GIT: ApplicationSource = {
  repoURL: GITOPS,
  path: 'charts/back',
  targetRevision: 'main',
};

export interface ApplicationFields {
  readonly name?: string;
  readonly namespace?: string;
  /** Keys without a `/` get upstream's prefix. Replaces the default image list. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly source?: ApplicationSource;
  readonly sourceType?: string;
  readonly sources?: readonly ApplicationSource[];
  readonly sourceTypes?: readonly string[];
  /** What Argo CD saw running. */
  readonly images?: readonly string[];
}

/** The Application argocd/back: a Helm chart in git that runs ghcr.io/acme/back:v1.0.2. */
export function application(fields: ApplicationFields = {}): Application {
  const { sources, sourceTypes, sourceType = 'Helm', source = CHART_IN_GIT } = fields;
  const { images = ['ghcr.io/acme/back:v1.0.2'] } = fields;
  const annotations = fields.annotations ?? { 'image-list': 'back=ghcr.io/acme/back' };
  return {
    metadata: {
      name: fields.name ?? 'back',
      namespace: fields.namespace ?? 'argocd',
      annotations: prefixed(annotations),
    },
    spec: sources === undefined ? { source } : { sources },
    status: {
      ...(sources === undefined ? { sourceType } : { sourceTypes: sourceTypes ?? [] }),
      summary: { images },
    },
  };
}

/** A Helm source with these parameters, as strings. */
export function withParameters(
  parameters: Readonly<Record<string, string>>,
  source: ApplicationSource = CHART_IN_GIT,
): ApplicationSource {
  const entries = Object.entries(parameters);
  return {
    ...source,
    helm: {
      parameters: entries.map(([name, value]) => ({ name, value, forceString: true })),
    },
  };
}

/** A Kustomize source with these image overrides. */
export function withImages(
  images: readonly string[],
  source: ApplicationSource = CHART_IN_GIT,
): ApplicationSource {
  return { ...source, kustomize: { images } };
}

function prefixed(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [
      key.includes('/') ? key : `${UPSTREAM_PREFIX}${key}`,
      value,
    ]),
  );
}
