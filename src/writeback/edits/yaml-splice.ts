import { isMap, isScalar, type Node } from 'yaml';
import {
  badYaml,
  follow,
  foundAndExpected,
  isNothing,
  type ListNode,
  type MapNode,
  offsetOf,
  type PairNode,
  type Slot,
  type YamlFile,
} from './yaml-file.ts';
import { block, flow, type NewValue } from './yaml-render.ts';
import { formatScalar } from './yaml-scalar.ts';

/** Each function here returns the file's text with one change and every other character as it was. */

/** Sets the value of a slot whose value is a scalar or nothing. */
export function setScalar(file: YamlFile, slot: Slot, value: string): string {
  const node = follow(file, slot.node);
  if (isScalar(node) && node.source !== '' && !isBlock(node.type)) {
    const [start, end] = rangeOf(node);
    return splice(file, start, end, formatScalar(value, node.type ?? undefined));
  }
  if (isNothing(node) && slot.key !== undefined && node === slot.node) {
    const colon = file.text.indexOf(':', rangeOf(slot.key)[1]) + 1;
    return splice(file, colon, colon, ` ${formatScalar(value)}`);
  }
  const expected = 'a plain or quoted string';
  throw badYaml(file, offsetOf(node), {
    what: 'has a value that cannot be replaced',
    ...(isScalar(node) ? { found: 'a block of text', expected } : foundAndExpected(node, expected)),
  });
}

/** Adds keys, one within the other, to the map of a slot, or to one that has no value yet. */
export function addKeys(
  file: YamlFile,
  slot: Slot,
  keys: readonly string[],
  value: NewValue,
): string {
  const content = keys.reduceRight<NewValue>((inner, key) => ({ map: [[key, inner]] }), value);
  const node = follow(file, slot.node);
  if (!isMap<Node, Node | null>(node)) return fill(file, slot, content);
  const last = node.items.at(-1);
  if (node.flow !== true) return addBlock(file, node, content);
  return addFlow(file, { node, end: last && endOf(last) }, content);
}

/** Gives a map or a list to a slot that has no value yet. */
export function fill(file: YamlFile, { node, key }: Slot, value: NewValue): string {
  if (node !== null && (!isNothing(node) || (isScalar(node) && node.source !== ''))) {
    throw badYaml(file, offsetOf(node), {
      what: 'has something else here',
      ...foundAndExpected(node, 'nothing, or what belongs here'),
    });
  }
  if (key === undefined) return insertLines(file, file.text.length, block(value, 0));
  const indent = typeof value === 'object' && 'list' in value ? 0 : 2;
  const lines = block(value, columnOf(file, key) + indent);
  return insertLines(file, afterLine(file, rangeOf(key)[1]), lines);
}

/** Adds an item to a list: before the item at `index`, or at its end. */
export function addItem(file: YamlFile, list: ListNode, value: NewValue, index?: number): string {
  if (list.flow === true) {
    const last = list.items.at(-1);
    return addFlow(file, { node: list, end: last?.range?.[1] }, { list: [value] });
  }
  const before = index === undefined ? undefined : list.items[index];
  if (before === undefined || before === null) return addBlock(file, list, { list: [value] });
  const at = lineStart(file, offsetOf(before));
  return insertLines(file, at, block({ list: [value] }, columnOf(file, list)));
}

/** Takes a pair out of a map, with what stands behind it on its line. */
export function removePair(file: YamlFile, map: MapNode, pair: PairNode): string {
  const index = map.items.indexOf(pair);
  const start = offsetOf(pair.key);
  const next = map.items[index + 1]?.key;
  const startsLine = file.text.slice(lineStart(file, start), start).trim() === '';
  if (map.flow !== true && startsLine) {
    return splice(file, lineStart(file, start), afterLine(file, endOf(pair)), '');
  }
  if (next !== undefined) return splice(file, start, offsetOf(next), '');
  const previous = map.items[index - 1];
  return splice(file, previous === undefined ? start : endOf(previous), endOf(pair), '');
}

function addBlock(file: YamlFile, node: MapNode | ListNode, value: NewValue): string {
  const at = afterLine(file, rangeOf(node)[2]);
  return insertLines(file, at, block(value, columnOf(file, node)));
}

/** @param collection with the end of its last member, if it has any */
function addFlow(
  file: YamlFile,
  { node, end }: { readonly node: Node; readonly end: number | undefined },
  value: NewValue,
): string {
  const content = flow(value).slice(1, -1);
  if (end !== undefined) return splice(file, end, end, `, ${content}`);
  const start = offsetOf(node) + 1;
  return splice(file, start, start, content);
}

/** The end of a pair's value, or of its key when it has none. */
function endOf({ key, value }: PairNode): number {
  return rangeOf(value ?? key)[1];
}

function insertLines(file: YamlFile, at: number, lines: readonly string[]): string {
  const eol = file.text.includes('\r\n') ? '\r\n' : '\n';
  const missing = at > 0 && file.text[at - 1] !== '\n' ? eol : '';
  return splice(file, at, at, `${missing}${lines.map((line) => `${line}${eol}`).join('')}`);
}

function splice({ text }: YamlFile, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The start of the next line, unless the offset is at the start of a line already. */
function afterLine({ text }: YamlFile, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function lineStart({ text }: YamlFile, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function columnOf(file: YamlFile, node: Node): number {
  return offsetOf(node) - lineStart(file, offsetOf(node));
}

function rangeOf(node: Node): readonly [start: number, valueEnd: number, nodeEnd: number] {
  return node.range ?? [0, 0, 0];
}

function isBlock(type: string | null | undefined): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
}
