import { isMap, type Node } from 'yaml';
import { compareBytes } from '../../model/byte-order.ts';
import type { ImageRef } from '../../model/image.ts';
import { type FileEdit, type FilePlace, fileEditor } from './file-editor.ts';
import {
  helmValues,
  imageFromHelmValues,
  imageFromKustomize,
  mergeKustomizeImages,
} from './values.ts';
import { follow, type MapNode, openYaml, pairOf, textOf, type YamlFile } from './yaml-file.ts';
import { addToList, itemsAt } from './yaml-list.ts';
import { addKeys, setScalar } from './yaml-splice.ts';

/**
 * Argo CD's override file (`.argocd-source-<app>.yaml`), which its repo-server merges into the source: Helm
 * parameters in the order of their names, or Kustomize images. A new file has the very bytes that upstream
 * writes (§1.9).
 */
export const argocdSource = fileEditor({ readImage, writeImage });

const PARAMETERS = ['helm', 'parameters'];
const IMAGES = ['kustomize', 'images'];

function readImage(text: string | undefined, { path, keys, image }: FilePlace) {
  const file = openYaml(path, text ?? '');
  if (keys.kind === 'kustomize')
    return imageFromKustomize(images(file), { name: keys.name, image });
  return imageFromHelmValues(keys, image, (name) => valueOfParameter(file, name));
}

function writeImage(text: string | undefined, { path, keys, image, to }: FileEdit): string {
  const before = text ?? '';
  if (keys.kind === 'kustomize') {
    const { registry, repository } = image;
    return writeKustomize(openYaml(path, before), {
      name: keys.name,
      to: { ...to, registry, repository },
    });
  }
  return helmValues(keys, image, to).reduce(
    (written, { name, value }) => setParameter(openYaml(path, written), name, value),
    before,
  );
}

function images(file: YamlFile): readonly string[] {
  return itemsAt(file, IMAGES).map((node) => textOf(file, { node }) ?? '');
}

function writeKustomize(
  file: YamlFile,
  change: { readonly name?: string | undefined; readonly to: ImageRef },
): string {
  const old = images(file);
  const wanted = mergeKustomizeImages(old, change);
  const index = wanted.findIndex((image, at) => image !== old[at]);
  const image = wanted[index];
  if (image === undefined) return file.text;
  if (index === old.length) return addToList(file, IMAGES, image);
  const written = setScalar(file, { node: itemsAt(file, IMAGES)[index] ?? null }, image);
  return writeKustomize(openYaml(file.path, written), change);
}

function parameters(file: YamlFile): readonly (Node | null)[] {
  return itemsAt(file, PARAMETERS).map((item) => follow(file, item));
}

function parameter(file: YamlFile, name: string): MapNode | undefined {
  return parameters(file).find(
    (item): item is MapNode =>
      isMap<Node, Node | null>(item) && fieldOf(file, item, 'name') === name,
  );
}

function valueOfParameter(file: YamlFile, name: string): string | undefined {
  const found = parameter(file, name);
  return found === undefined ? undefined : fieldOf(file, found, 'value');
}

function fieldOf(file: YamlFile, node: Node | null, key: string): string | undefined {
  const pair = isMap<Node, Node | null>(node) ? pairOf(node, key) : undefined;
  return pair === undefined ? undefined : textOf(file, { node: pair.value, key: pair.key });
}

function setParameter(file: YamlFile, name: string, value: string): string {
  const found = parameter(file, name);
  if (found === undefined) return addParameter(file, name, value);
  if (fieldOf(file, found, 'value') === value) return file.text;
  const pair = pairOf(found, 'value');
  return pair === undefined
    ? addKeys(file, { node: found }, ['value'], value)
    : setScalar(file, { node: pair.value, key: pair.key }, value);
}

/** Before the first one with a greater name. */
function addParameter(file: YamlFile, name: string, value: string): string {
  const index = parameters(file).findIndex(
    (item) => compareBytes(fieldOf(file, item, 'name') ?? '', name) > 0,
  );
  const item = {
    map: [
      ['name', name],
      ['value', value],
      ['forcestring', true],
    ] as const,
  };
  return addToList(file, PARAMETERS, item, index === -1 ? undefined : index);
}
