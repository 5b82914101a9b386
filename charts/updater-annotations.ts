import { registryOf } from '../infra/environment/pull-secrets.ts';
import type { Environment } from '../infra/environment.ts';
import {
  GIT_BRANCH,
  IMAGE_LIST,
  IMAGE_SETTINGS,
  type ImageSetting,
  imageKey,
  WRITE_BACK_METHOD,
  WRITE_BACK_TARGET,
} from '../src/model/annotations.ts';

type Service = Environment['services'][number];
type ApplicationSet = Environment['applicationSets'][number];
type Annotations = Readonly<Record<string, string>>;

/** Values of the service's chart that carry its image. */
const IMAGE_NAME_VALUE = 'image.repository';
export const IMAGE_TAG_VALUE = 'image.tag';

/** What the updater has to know of a service, in its Application: one image, whose alias is the service's name. */
export function serviceAnnotations(environment: Environment, service: Service): Annotations {
  const { path, target } = placeOf(environment, service);
  return annotationsOf(environment, {
    ...service,
    target: `${target}:/${service.format === 'helm' ? `${path}/values.yaml` : path}`,
  });
}

/**
 * The same for the template of an ApplicationSet. Its Applications may share a folder, so tags go into
 * Argo CD's own override file, of which each Application has one.
 */
export function templateAnnotations(environment: Environment, set: ApplicationSet): Annotations {
  return annotationsOf(environment, set);
}

/** Where a service's manifests are in the GitOps repository, which Argo CD reads and the updater writes. */
export function sourcePath(environment: Environment, service: Service): string {
  return placeOf(environment, service).path;
}

/** Where in an Application the updater writes tags with `argocd` write-back; everybody else has to leave it alone. */
export function overridesPointer(format: Service['format']): string {
  return format === 'helm' ? '/spec/source/helm/parameters' : '/spec/source/kustomize';
}

function placeOf({ name }: Environment, service: Service) {
  return service.format === 'helm'
    ? { path: `charts/${service.name}`, target: 'helmvalues' }
    : { path: `kustomize/${service.name}/overlays/${name}`, target: 'kustomization' };
}

type Watched = Pick<Service, 'name' | 'image' | 'format' | 'update' | 'writeBack'> & {
  /** Absent for Argo CD's override file. */
  readonly target?: string;
};

function annotationsOf(environment: Environment, watched: Watched): Annotations {
  const { name, image, update, writeBack } = watched;
  return {
    [IMAGE_LIST]: `${name}=${image}${suffix(update.constraint)}`,
    ...imageSettings(name, [
      [IMAGE_SETTINGS.strategy, update.strategy],
      [IMAGE_SETTINGS.allowTags, update.allowTags],
      [IMAGE_SETTINGS.ignoreTags, listText(update.ignoreTags)],
      [IMAGE_SETTINGS.platforms, listText(update.platforms)],
      [IMAGE_SETTINGS.calverFormat, update.calverFormat],
      [IMAGE_SETTINGS.extract, update.extract],
      [IMAGE_SETTINGS.pullSecret, pullSecret(environment, image)],
      ...(watched.format === 'helm' ? HELM_KEYS : []),
    ]),
    [WRITE_BACK_METHOD]: writeBack,
    ...(writeBack === 'git' ? gitSettings(environment, watched.target) : {}),
  };
}

/** In a version range a blank means the same as a comma, which would end the entry of the image list. */
function suffix(constraint: string | undefined): string {
  return constraint === undefined ? '' : `:${constraint.replaceAll(/\s*,\s*/g, ' ')}`;
}

const HELM_KEYS: readonly (readonly [ImageSetting, string])[] = [
  [IMAGE_SETTINGS.helmName, IMAGE_NAME_VALUE],
  [IMAGE_SETTINGS.helmTag, IMAGE_TAG_VALUE],
];

function imageSettings(
  alias: string,
  settings: readonly (readonly [ImageSetting, string | undefined])[],
): Annotations {
  return Object.fromEntries(
    settings.flatMap(([setting, value]) =>
      value === undefined ? [] : [[imageKey(setting, alias), value]],
    ),
  );
}

function listText(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(',');
}

function gitSettings({ gitops }: Environment, target: string | undefined): Annotations {
  return {
    ...(target === undefined ? {} : { [WRITE_BACK_TARGET]: target }),
    [GIT_BRANCH]: gitops.branch,
  };
}

/** The Secret of the image's registry, where the updater needs one; it is in Argo CD's namespace, as the Application is. */
function pullSecret(environment: Environment, image: string): string | undefined {
  const registry = registryOf(environment, image);
  if (registry?.auth.kind !== 'token') return undefined;
  return `secret:${environment.argocd.namespace}/argocd-image-updater-${registry.name}#creds`;
}
