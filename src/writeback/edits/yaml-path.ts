import { isMap, isSeq, type Node } from 'yaml';
import {
  badYaml,
  follow,
  foundAndExpected,
  isNothing,
  offsetOf,
  pairOf,
  type Slot,
  type YamlFile,
} from './yaml-file.ts';

/** A key of a map, or an index into a list. */
export type Step = string | number;

/** Where a path leads. */
export type Place =
  | { readonly kind: 'present'; readonly slot: Slot }
  /** `slot` is a map, or nothing yet, that lacks these keys, one within the other */
  | { readonly kind: 'absent'; readonly slot: Slot; readonly keys: readonly string[] };

/** @throws TagboatError `invalid-config` when the path leads through something else than maps and lists */
export function findPath(file: YamlFile, steps: readonly Step[], from: Slot = file.root): Place {
  let slot = from;
  for (const [index, step] of steps.entries()) {
    const next = typeof step === 'string' ? valueAt(file, slot, step) : itemAt(file, slot, step);
    if (next === undefined) return absent(file, slot, steps.slice(index));
    slot = next;
  }
  return { kind: 'present', slot };
}

function valueAt(file: YamlFile, slot: Slot, key: string): Slot | undefined {
  const map = follow(file, slot.node);
  if (isNothing(map)) return undefined;
  if (!isMap<Node, Node | null>(map)) throw wrong(file, slot, `a map with the key ${key}`);
  const pair = pairOf(map, key);
  return pair === undefined ? undefined : { node: pair.value, key: pair.key };
}

function itemAt(file: YamlFile, slot: Slot, index: number): Slot {
  const list = follow(file, slot.node);
  if (!isSeq<Node | null>(list)) throw wrong(file, slot, 'a list');
  const item = list.items[index];
  if (item !== undefined) return { node: item };
  throw badYaml(file, offsetOf(list), {
    what: `has no item ${index}`,
    found: `${list.items.length} items`,
  });
}

function absent(file: YamlFile, slot: Slot, steps: readonly Step[]): Place {
  const keys = steps.filter((step) => typeof step === 'string');
  if (keys.length < steps.length) throw wrong(file, slot, `a list at ${keys[0] ?? 'this place'}`);
  return { kind: 'absent', slot, keys };
}

function wrong(file: YamlFile, { node, key }: Slot, expected: string) {
  const at = offsetOf(key ?? node);
  return badYaml(file, at, {
    what: 'has something else here',
    ...foundAndExpected(follow(file, node), expected),
  });
}

/**
 * The steps of a key as upstream reads it: the whole key where the root has it, else parts by dots, each
 * with indexes (`images[0].tag`).
 */
export function stepsOf(file: YamlFile, key: string): readonly Step[] {
  const { node } = file.root;
  if (isMap<Node, Node | null>(node) && pairOf(node, key) !== undefined) return [key];
  return key.split('.').flatMap((part) => {
    const [, name = part, indexes = ''] = /^([^[\]]*)((?:\[\d{1,6}\])+)$/.exec(part) ?? [];
    const numbers = [...indexes.matchAll(/\d+/g)].map(([digits]) => Number(digits));
    return name === '' ? numbers : [name, ...numbers];
  });
}
