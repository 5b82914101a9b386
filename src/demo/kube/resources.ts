import type { ResourceKind } from '../../ports.ts';

/** A kind of object the embedded API server keeps. */
export interface Resource extends ResourceKind {
  readonly kind: string;
  readonly namespaced: boolean;
  /** Has a status subresource: then its status is changed there and only there. */
  readonly statusSubresource: boolean;
  /** `metadata.generation` counts changes of everything but metadata (and of the status subresource). */
  readonly counted: boolean;
}

/** What is served unless the caller says otherwise. Argo CD's Application has no status subresource. */
export const RESOURCES: readonly Resource[] = [
  core('Namespace', 'namespaces', false),
  core('Secret', 'secrets'),
  core('ConfigMap', 'configmaps'),
  core('Event', 'events'),
  {
    group: 'coordination.k8s.io',
    version: 'v1',
    plural: 'leases',
    kind: 'Lease',
    namespaced: true,
    statusSubresource: false,
    counted: false,
  },
  customResource('argoproj.io/v1alpha1', 'Application', { statusSubresource: false }),
  customResource('argocd-image-updater.argoproj.io/v1alpha1', 'ImageUpdater', {
    statusSubresource: true,
  }),
];

/** `v1`, `argoproj.io/v1alpha1`. */
export function apiVersionOf({ group, version }: ResourceKind): string {
  return group === '' ? version : `${group}/${version}`;
}

/** `secrets`, `applications.argoproj.io`, as errors name kinds. */
export function resourceName({ group, plural }: ResourceKind): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** A namespaced kind as a CustomResourceDefinition defines it, with a regular plural. */
export function customResource(
  apiVersion: `${string}/${string}`,
  kind: string,
  { statusSubresource }: { readonly statusSubresource: boolean },
): Resource {
  const [group = '', version = ''] = apiVersion.split('/');
  const plural = `${kind.toLowerCase()}s`;
  return { group, version, plural, kind, namespaced: true, statusSubresource, counted: true };
}

function core(kind: string, plural: string, namespaced = true): Resource {
  return {
    group: '',
    version: 'v1',
    plural,
    kind,
    namespaced,
    statusSubresource: false,
    counted: false,
  };
}
