import { parse } from 'yaml';
import * as z from 'zod';
import { TagboatError } from '../../src/model/errors.ts';
import { imageName, parseImage } from '../../src/model/image.ts';
import { IMAGE_TAG_VALUE } from '../updater-annotations.ts';

/** What the updater wrote of an image: a tag (with Helm perhaps `tag@digest`), a digest, or both. */
export interface WrittenTag {
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

const HelmValues = z.looseObject({
  image: z.looseObject({ tag: z.string().optional() }).optional(),
});

export const ImageEntry = z.looseObject({
  name: z.string(),
  newTag: z.string().optional(),
  digest: z.string().optional(),
});

const Kustomization = z.looseObject({ images: z.array(ImageEntry).optional() });

const Override = z.looseObject({
  helm: z
    .looseObject({
      parameters: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
    })
    .optional(),
  kustomize: z.looseObject({ images: z.array(z.string()).optional() }).optional(),
});

/** @throws TagboatError `invalid-config` when the file is no values file; so below */
export function tagInValues(path: string, text: string): WrittenTag | undefined {
  return written({ tag: read(HelmValues, path, text).image?.tag });
}

export function tagInKustomization(
  path: string,
  text: string,
  image: string,
): WrittenTag | undefined {
  const entry = read(Kustomization, path, text).images?.find(({ name }) => name === image);
  return written({ tag: entry?.newTag, digest: entry?.digest });
}

/** Of Argo CD's override file, `.argocd-source-<app>.yaml`. */
export function tagInOverride(path: string, text: string, image: string): WrittenTag | undefined {
  const { helm, kustomize } = read(Override, path, text);
  const parameter = helm?.parameters?.find(({ name }) => name === IMAGE_TAG_VALUE);
  if (parameter !== undefined) return written({ tag: parameter.value });
  const images = kustomize?.images?.map((entry) => parseImage(entry.replace(/^[^=]*=/, ''))) ?? [];
  const found = images.find((each) => each.ok && imageName(each.value) === image);
  return found?.ok ? written(found.value) : undefined;
}

/** The text of a file as data in which every scalar is a string: to YAML, the tag `1.10` is the number 1.1. */
export function dataOf(path: string, text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe', maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    throw new TagboatError(
      'invalid-config',
      { where: path, what: 'does not parse as YAML' },
      cause,
    );
  }
}

function read<T>(schema: z.ZodType<T>, path: string, text: string): T {
  const parsed = schema.safeParse(dataOf(path, text));
  if (parsed.success) return parsed.data;
  throw new TagboatError('invalid-config', {
    where: path,
    what: 'does not have the shape it was made with, so the tag in it cannot be kept',
    hint: 'repair the file, or delete it and set initialTag to what runs',
  });
}

function written({ tag, digest }: WrittenTag): WrittenTag | undefined {
  const known = { ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
  return Object.keys(known).length === 0 ? undefined : known;
}
