import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { fail, ok, type Problem, type Result, TagboatError } from '../../model/errors.ts';
import { printable, quoted } from '../../model/printable.ts';

/** The text of a YAML file and the nodes in it, which know where they stand in the text. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
  readonly root: Slot;
  readonly document: Document.Parsed | undefined;
  readonly lines: LineCounter;
}

export type MapNode = YAMLMap<Node, Node | null>;
export type ListNode = YAMLSeq<Node | null>;
export type PairNode = Pair<Node, Node | null>;

/** A place that holds a value, or nothing yet: of a pair, of a list, or of the whole file. */
export interface Slot {
  readonly node: Node | null;
  /** Of the pair, when it is one. */
  readonly key?: Node | undefined;
}

/**
 * Reads one YAML document whose root is a map, or nothing at all.
 * @throws TagboatError `invalid-config` that names path and line
 */
export function openYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter();
  const documents = parseDocuments(path, text, lines);
  const [document, second] = documents;
  const file = { path, text, lines, document, root: { node: document?.contents ?? null } };
  const [error] = document?.errors ?? [];
  if (error !== undefined) {
    throw badYaml(file, error.pos[0], {
      what: 'is not valid YAML',
      found: printable(error.message),
    });
  }
  if (second !== undefined) {
    throw badYaml(file, second.range[0], {
      what: 'holds more than one YAML document',
      expected: 'a single document',
    });
  }
  const { node } = file.root;
  if (isNothing(node) || isMap(node)) return file;
  throw badYaml(file, offsetOf(node), { what: 'is not a map', ...foundAndExpected(node, 'a map') });
}

function parseDocuments(path: string, text: string, lineCounter: LineCounter) {
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return [...parsed];
  } catch (cause) {
    const what = 'is nested too deeply to be read';
    throw new TagboatError('invalid-config', { what, where: path }, cause);
  }
}

/** The pair of a map with this key, as written there: merge keys are not followed. */
export function pairOf(map: MapNode, key: string): PairNode | undefined {
  return map.items.find(
    (pair) => isScalar(pair.key) && textOfScalar(pair.key.source, pair.key.value) === key,
  );
}

/** The node that an alias stands for, else the node itself. */
export function follow(file: YamlFile, node: Node | null): Node | null {
  if (!isAlias(node)) return node;
  const target = file.document === undefined ? undefined : node.resolve(file.document);
  if (target !== undefined) return target;
  throw badYaml(file, offsetOf(node), { what: 'uses an anchor that is not there' });
}

/** The text of a scalar as it is written: `1.10` is not 1.1; undefined for null and nothing. */
export function textOf(file: YamlFile, slot: Slot): string | undefined {
  const node = follow(file, slot.node);
  if (node === null || isNothing(node)) return undefined;
  if (isScalar(node)) return textOfScalar(node.source, node.value);
  throw badYaml(file, offsetOf(node), {
    what: 'holds no single value',
    ...foundAndExpected(node, 'a string'),
  });
}

function textOfScalar(source: string | undefined, value: unknown): string {
  return source ?? String(value);
}

/** Whether there is no value: nothing, `~` or `null`. */
export function isNothing(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

export function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** What a node is and what it should be, for errors. */
export function foundAndExpected(node: Node | null, expected: string) {
  return { found: describe(node), expected };
}

function describe(node: Node | null): string {
  if (node === null || isNothing(node)) return 'nothing';
  if (isScalar(node)) return quoted(textOfScalar(node.source, node.value));
  return isMap(node) ? 'a map' : 'a list';
}

export function badYaml(
  { path, lines }: Pick<YamlFile, 'path' | 'lines'>,
  offset: number,
  problem: Omit<Problem, 'where'>,
): TagboatError {
  const { line } = lines.linePos(offset);
  return new TagboatError('invalid-config', { ...problem, where: `${path} line ${line}` });
}

/** The value, or the TagboatError that was thrown on the way to it. */
export function attempt<T>(make: () => T): Result<T> {
  try {
    return ok(make());
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error;
    return fail(error.code, error.problem, error.cause);
  }
}
