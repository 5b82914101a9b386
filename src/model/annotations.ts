/** Upstream's annotations, kept as they are so that nothing has to be rewritten. */
export const UPSTREAM_PREFIX = 'argocd-image-updater.argoproj.io/';

/** Settings that upstream does not have. */
const TAGBOAT_PREFIX = 'tagboat.dev/';

/** Keys of an Application as a whole. */
export const IMAGE_LIST = `${UPSTREAM_PREFIX}image-list`;
export const WRITE_BACK_METHOD = `${UPSTREAM_PREFIX}write-back-method`;
export const WRITE_BACK_TARGET = `${UPSTREAM_PREFIX}write-back-target`;
export const GIT_BRANCH = `${UPSTREAM_PREFIX}git-branch`;
export const GIT_REPOSITORY = `${UPSTREAM_PREFIX}git-repository`;

export const APPLICATION_KEYS = [
  IMAGE_LIST,
  WRITE_BACK_METHOD,
  WRITE_BACK_TARGET,
  GIT_BRANCH,
  GIT_REPOSITORY,
] as const;

/** Set on an Application, asks Argo CD to look at its repository now instead of at the next poll. */
export const ARGOCD_REFRESH = 'argocd.argoproj.io/refresh';

/** A setting of one image: `<prefix><alias>.<name>`. */
export interface ImageSetting {
  readonly prefix: string;
  readonly name: string;
  /** Whether `<prefix><name>` sets it for all images of the Application that do not say otherwise. */
  readonly appWide: boolean;
}

export const IMAGE_SETTINGS = {
  strategy: upstream('update-strategy'),
  allowTags: upstream('allow-tags'),
  /** Spelling of `allow-tags` up to 0.18; read when there is no `allow-tags`. */
  tagMatch: { ...upstream('tag-match'), appWide: false },
  ignoreTags: upstream('ignore-tags'),
  forceUpdate: upstream('force-update'),
  pullSecret: upstream('pull-secret'),
  platforms: { ...upstream('platforms'), appWide: false },
  helmName: { ...upstream('helm.image-name'), appWide: false },
  helmTag: { ...upstream('helm.image-tag'), appWide: false },
  helmSpec: { ...upstream('helm.image-spec'), appWide: false },
  kustomizeName: { ...upstream('kustomize.image-name'), appWide: false },
  calverFormat: tagboat('calver-format'),
  extract: tagboat('extract'),
  allowDowngrade: tagboat('allow-downgrade'),
} as const satisfies Record<string, ImageSetting>;

export type ImageSettingName = keyof typeof IMAGE_SETTINGS;

/**
 * The key of a setting for one image. A `/` of the alias is `_` in the key, as in upstream up to 0.18:
 * Kubernetes allows no second `/` in a key, so no other spelling exists.
 */
export function imageKey({ prefix, name }: ImageSetting, alias: string): string {
  return `${prefix}${alias.replaceAll('/', '_')}.${name}`;
}

/** The key of a setting for all images of an Application. */
export function appWideKey({ prefix, name }: ImageSetting): string {
  return `${prefix}${name}`;
}

/** Whether an annotation can concern Tagboat. */
export function isOurKey(key: string): boolean {
  return key.startsWith(UPSTREAM_PREFIX) || key.startsWith(TAGBOAT_PREFIX);
}

function upstream(name: string): ImageSetting {
  return { prefix: UPSTREAM_PREFIX, name, appWide: true };
}

function tagboat(name: string): ImageSetting {
  return { prefix: TAGBOAT_PREFIX, name, appWide: true };
}
