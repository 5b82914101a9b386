import { type Document, isCollection, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import type { Path } from './path.ts';

/** Which line of a YAML document holds a path, counted from 1; its nearest parent's when it is missing. */
export function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of path) {
    const key = isMap(node) ? keyOf(node.items, step) : undefined;
    node = isCollection(node) ? node.get(step, true) : undefined;
    offset = offsetOf(key) ?? offsetOf(node) ?? offset;
  }
  return lines.linePos(offset).line;
}

function keyOf(items: readonly { readonly key: unknown }[], step: string | number): unknown {
  return items.find(({ key }) => isScalar(key) && key.value === step)?.key;
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
