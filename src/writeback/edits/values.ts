import { formatImage, type ImageRef, imageName, parseImage, sameImage } from '../../model/image.ts';
import type { ManifestKeys } from '../../model/watch.ts';

/** The keys of an image that Helm values carry. */
export type HelmKeys = Exclude<ManifestKeys, { readonly kind: 'kustomize' }>;

export interface HelmValue {
  readonly name: string;
  readonly value: string;
}

/**
 * The Helm values that make a chart use `to`, as upstream writes them: the name as the user wrote it
 * (`image`), the tag as `tag`, `tag@digest`, or `latest@digest` when there is only a digest; or one value
 * with all of it. A tag value is left out when `to` has neither tag nor digest.
 */
export function helmValues(keys: HelmKeys, image: ImageRef, to: ImageRef): readonly HelmValue[] {
  if (keys.kind === 'helm-spec') {
    return [{ name: keys.spec, value: formatImage({ ...to, ...nameOf(image) }) }];
  }
  const tag = tagValue(to);
  const name = { name: keys.name, value: imageName(image) };
  return tag === undefined ? [name] : [name, { name: keys.tag, value: tag }];
}

/**
 * The image that Helm values name: the reverse of `helmValues`. A missing or empty name is the user's own
 * (`image`); absent when neither name nor tag is there, or when what is there does not parse.
 */
export function imageFromHelmValues(
  keys: HelmKeys,
  image: ImageRef,
  lookup: (name: string) => string | undefined,
): ImageRef | undefined {
  if (keys.kind === 'helm-spec') return parsed(lookup(keys.spec) ?? '');
  const name = lookup(keys.name) ?? '';
  const tag = lookup(keys.tag) ?? '';
  if (name === '' && tag === '') return undefined;
  const base = name === '' ? image : parsed(name);
  return base === undefined ? undefined : { ...nameOf(base), ...splitTag(tag) };
}

/** What a Kustomize override should say: `name` is the image as the manifests name it, when it differs. */
export interface KustomizeChange {
  readonly name?: string | undefined;
  readonly to: ImageRef;
}

/**
 * Kustomize's image overrides (`[name=]image[:tag][@digest]`) with the change made: entries for the same
 * image replaced where they stand, else one appended. Kustomize finds images by their spelling, so an entry
 * keeps the name it replaces. Names are compared whole: Argo CD's own merge takes `foo` for a match of
 * `foobar:1`, which would hit someone else's entry.
 */
export function mergeKustomizeImages(
  images: readonly string[],
  change: KustomizeChange,
): readonly string[] {
  const own = images.map((text) => ownEntry(text, change));
  if (own.every((entry) => entry === undefined)) return [...images, entryText(change)];
  return images.map((text, index) => {
    const entry = own[index];
    return entry === undefined ? text : entryText({ name: entry.name, to: change.to });
  });
}

/** The image that Kustomize's overrides put in place of `image`; of several entries the last one holds. */
export function imageFromKustomize(
  images: readonly string[],
  watched: { readonly name?: string | undefined; readonly image: ImageRef },
): ImageRef | undefined {
  const change = { name: watched.name, to: watched.image };
  return images
    .map((text) => ownEntry(text, change)?.image)
    .findLast((image) => image !== undefined);
}

/** Whether an override is about the image that a change is about. */
export function isKustomizeEntryOf(text: string, change: KustomizeChange): boolean {
  return ownEntry(text, change) !== undefined;
}

/** An override, split: the name it replaces, as it spells it, and what it puts there. */
interface Entry {
  readonly name: string;
  readonly image?: ImageRef | undefined;
}

/** The entry when it is one that the change is about. */
function ownEntry(text: string, { name, to }: KustomizeChange): Entry | undefined {
  const entry = splitEntry(text);
  if (entry === undefined) return undefined;
  const wanted = name === undefined ? to : parsed(name);
  const own = same(parsed(entry.name), wanted) || (name === undefined && same(entry.image, to));
  return own ? entry : undefined;
}

function splitEntry(text: string): Entry | undefined {
  const cut = text.indexOf('=');
  const image = parsed(text.slice(cut + 1));
  if (cut >= 0) return { name: text.slice(0, cut), image };
  return image === undefined ? undefined : { name: imageName(image), image };
}

function entryText({ name, to }: KustomizeChange): string {
  const prefix = name === undefined || name === imageName(to) ? '' : `${name}=`;
  return `${prefix}${formatImage(to)}`;
}

function tagValue({ tag, digest }: ImageRef): string | undefined {
  if (digest === undefined) return tag;
  return `${tag ?? 'latest'}@${digest}`;
}

function splitTag(value: string): { readonly tag?: string; readonly digest?: string } {
  const at = value.indexOf('@');
  const tag = at < 0 ? value : value.slice(0, at);
  return {
    ...(tag === '' ? {} : { tag }),
    ...(at < 0 ? {} : { digest: value.slice(at + 1) }),
  };
}

function nameOf({ registry, repository }: ImageRef): ImageRef {
  return { registry, repository };
}

function parsed(text: string): ImageRef | undefined {
  const result = parseImage(text);
  return result.ok ? result.value : undefined;
}

function same(a: ImageRef | undefined, b: ImageRef | undefined): boolean {
  return a !== undefined && b !== undefined && sameImage(a, b);
}
