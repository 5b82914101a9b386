import { type ImageRef, parseImage, sameImage } from '../../model/image.ts';
import { type FileEdit, type FilePlace, fileEditor, wrongKeys } from './file-editor.ts';
import { type HelmKeys, helmValues, imageFromHelmValues } from './values.ts';
import { openYaml, textOf, type YamlFile } from './yaml-file.ts';
import { findPath, stepsOf } from './yaml-path.ts';
import { addKeys, setScalar } from './yaml-splice.ts';

/**
 * A Helm values file. Keys are looked up as upstream does (§1.9): the whole key where the root has it, else
 * by dots and indexes; an alias stands for its anchor; missing keys are added. Tags come before names.
 */
export const helmvalues = fileEditor({ readImage, writeImage });

function readImage(text: string | undefined, place: FilePlace): ImageRef | undefined {
  const keys = helmKeys(place);
  const file = openYaml(place.path, text ?? '');
  const found = imageFromHelmValues(keys, place.image, (key) => read(file, key));
  return found !== undefined && isShortFor(found, place.image)
    ? { ...found, registry: place.image.registry }
    : found;
}

function writeImage(text: string | undefined, edit: FileEdit): string {
  const keys = helmKeys(edit);
  const values = helmValues(keys, edit.image, edit.to).toReversed();
  return values.reduce((written, { name, value }) => {
    const file = openYaml(edit.path, written);
    const old = read(file, name);
    const keep = old === value || (isNameKey(keys, name) && namesAlready(old, edit.image));
    return keep ? written : write(file, name, value);
  }, text ?? '');
}

function read(file: YamlFile, key: string): string | undefined {
  const place = findPath(file, stepsOf(file, key));
  return place.kind === 'absent' ? undefined : textOf(file, place.slot);
}

function write(file: YamlFile, key: string, value: string): string {
  const place = findPath(file, stepsOf(file, key));
  return place.kind === 'absent'
    ? addKeys(file, place.slot, place.keys, value)
    : setScalar(file, place.slot, value);
}

function isNameKey(keys: HelmKeys, key: string): boolean {
  return keys.kind === 'helm' && key === keys.name;
}

/** A name that means the image already stays as the user spelled it. */
function namesAlready(old: string | undefined, image: ImageRef): boolean {
  const parsed = parseImage(old ?? '');
  return parsed.ok && (sameImage(parsed.value, image) || isShortFor(parsed.value, image));
}

/** Charts often have the registry under a key of its own, so that the name goes without it. */
function isShortFor({ registry, repository }: ImageRef, image: ImageRef): boolean {
  return registry === '' && repository === image.repository;
}

function helmKeys(place: FilePlace): HelmKeys {
  if (place.keys.kind === 'kustomize') throw wrongKeys(place, 'Helm values');
  return place.keys;
}
