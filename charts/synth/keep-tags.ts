import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Environment } from '../../infra/environment.ts';
import { ownedText } from '../owned-text.ts';
import { sourcePath } from '../updater-annotations.ts';
import { ownerOf } from './owner.ts';
import {
  dataOf,
  ImageEntry,
  tagInKustomization,
  tagInOverride,
  tagInValues,
  type WrittenTag,
} from './written-tags.ts';

type Files = ReadonlyMap<string, string>;
type Service = Environment['services'][number];

/**
 * The wanted files with the tags that the target has already, since the updater may have written them: a
 * synth never rolls a service back. A file that says the same in other words, as after an update, stays
 * byte for byte.
 */
export function keepTags(environment: Environment, wanted: Files, existing: Files): Files {
  const kept = environment.services.flatMap((service): readonly [string, string][] => {
    const path = tagFile(environment, service);
    const text = wanted.get(path);
    if (text === undefined) return [];
    return [
      [path, sameInOtherWords(path, withTag(environment, service, text, existing), existing)],
    ];
  });
  return new Map([...wanted, ...kept]);
}

/** The file of a service that its tag is in. */
function tagFile(environment: Environment, service: Service): string {
  const file = service.format === 'helm' ? 'values.yaml' : 'kustomization.yaml';
  return `${sourcePath(environment, service)}/${file}`;
}

function withTag(
  environment: Environment,
  service: Service,
  text: string,
  existing: Files,
): string {
  const tag = writtenTag(environment, service, existing);
  if (tag === undefined) return text;
  const data = dataOf(tagFile(environment, service), text);
  const changed = service.format === 'helm' ? inValues(data, tag) : inImages(data, tag);
  return ownedText(environment.name, changed);
}

/** In the file itself, else in Argo CD's override file beside it. */
function writtenTag(
  environment: Environment,
  service: Service,
  existing: Files,
): WrittenTag | undefined {
  const path = tagFile(environment, service);
  const text = existing.get(path);
  const tag = text === undefined ? undefined : tagIn(service, path, text);
  if (tag !== undefined) return tag;
  const override = `${sourcePath(environment, service)}/.argocd-source-${service.name}.yaml`;
  const beside = existing.get(override);
  return beside === undefined ? undefined : tagInOverride(override, beside, service.image);
}

function tagIn({ format, image }: Service, path: string, text: string): WrittenTag | undefined {
  return format === 'helm' ? tagInValues(path, text) : tagInKustomization(path, text, image);
}

const Values = z.looseObject({ image: z.looseObject({ repository: z.string() }) });
const Kustomization = z.looseObject({ images: z.array(ImageEntry) });

function inValues(data: unknown, { tag, digest }: WrittenTag): object {
  const { image, ...rest } = Values.parse(data);
  const value = digest === undefined ? tag : `${tag ?? 'latest'}@${digest}`;
  return { ...rest, image: { ...image, tag: value } };
}

function inImages(data: unknown, { tag, digest }: WrittenTag): object {
  const { images, ...rest } = Kustomization.parse(data);
  const changed = images.map(({ name }) => ({
    name,
    ...(tag === undefined ? {} : { newTag: tag }),
    ...(digest === undefined ? {} : { digest }),
  }));
  return { ...rest, images: changed };
}

function sameInOtherWords(path: string, text: string, existing: Files): string {
  const old = existing.get(path);
  if (old === undefined || ownerOf(old) !== ownerOf(text)) return text;
  return isDeepStrictEqual(dataOf(path, old), dataOf(path, text)) ? old : text;
}
