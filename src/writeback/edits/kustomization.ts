import { isMap, type Node } from 'yaml';
import { TagboatError } from '../../model/errors.ts';
import { type ImageRef, imageName, parseImage } from '../../model/image.ts';
import { type FileEdit, type FilePlace, fileEditor, wrongKeys } from './file-editor.ts';
import { follow, type MapNode, openYaml, pairOf, textOf, type YamlFile } from './yaml-file.ts';
import { addToList, itemsAt } from './yaml-list.ts';
import { addKeys, removePair, setScalar } from './yaml-splice.ts';

/**
 * A Kustomization: `images[]` by `name`, which is the image as the manifests spell it. An entry says what
 * upstream makes it say (§1.9): `newName` only where the image differs from the name, `newTag` and `digest`
 * as there are; other keys of it stay.
 */
export const kustomization = fileEditor({ readImage, writeImage });

function readImage(text: string | undefined, place: FilePlace): ImageRef | undefined {
  const file = openYaml(place.path, existing(text, place));
  const entry = entryOf(file, nameIn(place));
  if (entry === undefined) return undefined;
  const name = parseImage(valueIn(file, entry, 'newName') ?? nameIn(place));
  const { registry, repository } = name.ok ? name.value : place.image;
  const tag = valueIn(file, entry, 'newTag');
  const digest = valueIn(file, entry, 'digest');
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function writeImage(text: string | undefined, edit: FileEdit): string {
  const before = existing(text, edit);
  const name = nameIn(edit);
  const newName = imageName(edit.to) === name ? undefined : imageName(edit.to);
  const fields = { newName, newTag: edit.to.tag, digest: edit.to.digest };
  const file = openYaml(edit.path, before);
  if (entryOf(file, name) === undefined) {
    const present = Object.entries({ name, ...fields }).filter(isPresent);
    return addToList(file, ['images'], { map: present });
  }
  return Object.entries(fields).reduce(
    (written, [key, value]) => setField(openYaml(edit.path, written), { name, key, value }),
    before,
  );
}

function existing(text: string | undefined, { path }: FilePlace): string {
  if (text !== undefined) return text;
  throw new TagboatError('not-found', {
    what: 'there is no kustomization',
    where: path,
    expected: 'kustomization.yaml, kustomization.yml or Kustomization in this directory',
    hint: 'Check the write-back target, or add the file.',
  });
}

function nameIn(place: FilePlace): string {
  if (place.keys.kind !== 'kustomize') throw wrongKeys(place, 'a Kustomize image');
  return place.keys.name ?? imageName(place.image);
}

/** The entry with this name. */
function entryOf(file: YamlFile, name: string): MapNode | undefined {
  const entries = itemsAt(file, ['images']).map((item) => follow(file, item));
  return entries.find(
    (entry): entry is MapNode =>
      isMap<Node, Node | null>(entry) && valueIn(file, entry, 'name') === name,
  );
}

function valueIn(file: YamlFile, entry: MapNode, key: string): string | undefined {
  const pair = pairOf(entry, key);
  return pair === undefined ? undefined : textOf(file, { node: pair.value, key: pair.key });
}

function isPresent(field: [string, string | undefined]): field is [string, string] {
  return field[1] !== undefined;
}

interface Field {
  /** Of the entry. */
  readonly name: string;
  readonly key: string;
  /** Undefined takes the key away. */
  readonly value: string | undefined;
}

function setField(file: YamlFile, { name, key, value }: Field): string {
  const entry = entryOf(file, name);
  const pair = entry === undefined ? undefined : pairOf(entry, key);
  if (entry === undefined || (pair === undefined && value === undefined)) return file.text;
  if (pair === undefined) return addKeys(file, { node: entry }, [key], value ?? '');
  if (value === undefined) return removePair(file, entry, pair);
  const slot = { node: pair.value, key: pair.key };
  return textOf(file, slot) === value ? file.text : setScalar(file, slot, value);
}
