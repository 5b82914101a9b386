import { isSeq, type Node } from 'yaml';
import {
  badYaml,
  follow,
  foundAndExpected,
  isNothing,
  type ListNode,
  offsetOf,
  type YamlFile,
} from './yaml-file.ts';
import { findPath } from './yaml-path.ts';
import type { NewValue } from './yaml-render.ts';
import { addItem, addKeys, fill } from './yaml-splice.ts';

/** The items of the list below these keys; none when there is no list yet. */
export function itemsAt(file: YamlFile, keys: readonly string[]): readonly (Node | null)[] {
  return listAt(file, keys)?.items ?? [];
}

/** Adds an item to that list, before the one at `index` or at the end; makes the list when there is none. */
export function addToList(
  file: YamlFile,
  keys: readonly string[],
  item: NewValue,
  index?: number,
): string {
  const list = listAt(file, keys);
  if (list !== undefined) return addItem(file, list, item, index);
  const place = findPath(file, keys);
  return place.kind === 'absent'
    ? addKeys(file, place.slot, place.keys, { list: [item] })
    : fill(file, place.slot, { list: [item] });
}

function listAt(file: YamlFile, keys: readonly string[]): ListNode | undefined {
  const place = findPath(file, keys);
  if (place.kind === 'absent') return undefined;
  const node = follow(file, place.slot.node);
  if (isSeq<Node | null>(node)) return node;
  if (isNothing(node)) return undefined;
  throw badYaml(file, offsetOf(node), {
    what: `has something else at ${keys.join('.')}`,
    ...foundAndExpected(node, 'a list'),
  });
}
