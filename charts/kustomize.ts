import type { Environment } from '../infra/environment.ts';
import { fileName } from './file-name.ts';
import type { ServiceSpec } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { type Patched, splitFields } from './overlay-patch.ts';
import { EVERY_ENVIRONMENT, ownedText } from './owned-text.ts';
import { configName } from './pod.ts';
import { serviceObjects } from './service.ts';

const KUSTOMIZATION = {
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
};

/**
 * A service as a Kustomize base, which its environments share and so must agree on, with an overlay for
 * this one below `kustomize/<service>/`. What usually differs is in the overlay: namespace, tag, config,
 * hosts, scale, resources and pull Secrets.
 */
export function kustomizeFiles(
  environment: Environment,
  service: ServiceSpec,
  readScript: (path: string) => string,
): ReadonlyMap<string, string> {
  const objects = serviceObjects({ environment, service, image: service.image, readScript });
  const own = objects.filter((object) => isOfOverlay(service, object));
  const shared = objects.filter((object) => !own.includes(object)).map(splitFields);
  const base = `kustomize/${service.name}/base`;
  const overlay = `kustomize/${service.name}/overlays/${environment.name}`;
  const patched = shared.filter(({ patch }) => patch.length > 0);
  return new Map([
    [`${base}/kustomization.yaml`, ownedText(EVERY_ENVIRONMENT, baseOf(service, shared))],
    ...shared.map(({ object }): [string, string] => [
      `${base}/${fileName(service, object)}`,
      ownedText(EVERY_ENVIRONMENT, object),
    ]),
    [
      `${overlay}/kustomization.yaml`,
      ownedText(environment.name, overlayOf(service, { own, patched })),
    ],
    ...own.map((object): [string, string] => [
      `${overlay}/${fileName(service, object)}`,
      ownedText(environment.name, object),
    ]),
    ...patched.map(({ object, patch }): [string, string] => [
      `${overlay}/${patchName(service, object)}`,
      ownedText(environment.name, patch),
    ]),
  ]);
}

const OVERLAY_KINDS: readonly string[] = ['HorizontalPodAutoscaler', 'HTTPRoute', 'Ingress'];

function isOfOverlay(service: ServiceSpec, { kind, metadata }: Manifest): boolean {
  return (
    OVERLAY_KINDS.includes(kind) || (kind === 'ConfigMap' && metadata.name === configName(service))
  );
}

function baseOf(service: ServiceSpec, shared: readonly Patched[]): object {
  return { ...KUSTOMIZATION, resources: shared.map(({ object }) => fileName(service, object)) };
}

interface Overlay {
  readonly own: readonly Manifest[];
  readonly patched: readonly Patched[];
}

function overlayOf(service: ServiceSpec, { own, patched }: Overlay): object {
  return {
    ...KUSTOMIZATION,
    images: [{ name: service.image, newTag: service.initialTag }],
    namespace: service.namespace ?? service.team,
    ...(patched.length > 0 && {
      patches: patched.map(({ object }) => ({
        path: patchName(service, object),
        target: { kind: object.kind, name: object.metadata.name },
      })),
    }),
    resources: ['../../base', ...own.map((object) => fileName(service, object))],
  };
}

function patchName(service: ServiceSpec, object: Manifest): string {
  return `patch-${fileName(service, object)}`;
}
