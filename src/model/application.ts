/** The kind by the names its URL has. */
export const APPLICATIONS = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
} as const;

/**
 * The fields of Argo CD's Application (`argoproj.io/v1alpha1`) that Tagboat uses, and no others: what is
 * kept in memory of each one. Argo CD leaves absent what is empty, so everything but the name is optional.
 */
export interface Application {
  readonly metadata: ObjectMeta;
  readonly spec: ApplicationSpec;
  readonly status?: ApplicationStatus | undefined;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace: string;
  readonly resourceVersion?: string | undefined;
  readonly uid?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly deletionTimestamp?: string | undefined;
}

export interface ApplicationSpec {
  readonly source?: ApplicationSource | undefined;
  readonly sources?: readonly ApplicationSource[] | undefined;
  readonly sourceHydrator?: object | undefined;
}

export interface ApplicationSource {
  readonly repoURL: string;
  readonly path?: string | undefined;
  readonly chart?: string | undefined;
  readonly ref?: string | undefined;
  readonly targetRevision?: string | undefined;
  readonly helm?: { readonly parameters?: readonly HelmParameter[] | undefined } | undefined;
  readonly kustomize?: { readonly images?: readonly string[] | undefined } | undefined;
}

/** Argo CD leaves an empty name or value out. */
export interface HelmParameter {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly forceString?: boolean | undefined;
}

/** `Helm`, `Kustomize`, `Directory`, `Plugin`, or empty while Argo CD does not know. */
export type SourceType = string;

export interface ApplicationStatus {
  readonly sourceType?: SourceType | undefined;
  readonly sourceTypes?: readonly SourceType[] | undefined;
  readonly summary?: { readonly images?: readonly string[] | undefined } | undefined;
}
