import type { ImageRef, RepositoryRef } from './image.ts';
import type { PolicyField, PolicySpec } from './policy.ts';

/** The Application a Watch belongs to. */
export interface AppKey {
  readonly namespace: string;
  readonly name: string;
}

/** Where a registry's user name and password come from (upstream: `pull-secret`, `credentials`). */
export type CredentialSource =
  /** a Secret's field that holds `username:password` */
  | {
      readonly kind: 'secret';
      readonly namespace: string;
      readonly name: string;
      readonly field: string;
    }
  /** a Secret of type `kubernetes.io/dockerconfigjson` */
  | { readonly kind: 'pullsecret'; readonly namespace: string; readonly name: string }
  /** an environment variable of the updater that holds `username:password` */
  | { readonly kind: 'env'; readonly name: string }
  /** a script whose output is `username:password` */
  | { readonly kind: 'ext'; readonly path: string };

/** Which names in the manifests carry the image. */
export type ManifestKeys =
  /** two Helm values: the name without its tag, and the tag */
  | { readonly kind: 'helm'; readonly name: string; readonly tag: string }
  /** one Helm value: `registry/name:tag` */
  | { readonly kind: 'helm-spec'; readonly spec: string }
  /** a Kustomize image override; `name` is the image as the manifests name it, when it differs */
  | { readonly kind: 'kustomize'; readonly name?: string | undefined };

/** The file of a repository that is written. Paths are relative to the repository's root, `/` separated. */
export type FileTarget =
  /** Argo CD's own override file, merged by its repo-server */
  | { readonly kind: 'argocd-source'; readonly path: string }
  /** the first of kustomization.yaml, kustomization.yml, Kustomization in this directory (`''` is the root) */
  | { readonly kind: 'kustomization'; readonly directory: string }
  | { readonly kind: 'helmvalues'; readonly path: string };

/** How to get into a git repository. */
export type GitCredentialSource =
  /** Argo CD's own repository Secrets */
  | { readonly kind: 'repocreds' }
  | { readonly kind: 'secret'; readonly namespace: string; readonly name: string };

/** Where a change is written. */
export type Destination =
  | {
      readonly method: 'argocd';
      /** index into `spec.sources`; absent means `spec.source` */
      readonly source?: number | undefined;
    }
  | {
      readonly method: 'git';
      readonly repository: string;
      /** absent means the repository's default branch */
      readonly branch?: string | undefined;
      readonly file: FileTarget;
      readonly credentials: GitCredentialSource;
    };

/** One (Application, image alias): where to look, which policy, where to write. */
export interface Watch {
  readonly app: AppKey;
  /** `''` when the user gave none. */
  readonly alias: string;
  /** As the user wrote it, without tag and digest. */
  readonly image: ImageRef;
  readonly repository: RepositoryRef;
  readonly policy: PolicySpec;
  readonly pullSecret?: CredentialSource | undefined;
  /** The Application's live images of the same repository (`status.summary.images`); blue-green shows two. */
  readonly live: readonly ImageRef[];
  /** Update although the image is not live (upstream: `force-update`). */
  readonly forceUpdate: boolean;
  readonly keys: ManifestKeys;
  readonly destination: Destination;
  /** Where each field of the policy was written, for error messages: `annotation …/back.allow-tags`. */
  readonly origins: Readonly<Partial<Record<PolicyField, string>>>;
}

/** `namespace/name`, as people write it. */
export function appName(app: AppKey): string {
  return `${app.namespace}/${app.name}`;
}
