import { isDeepStrictEqual } from 'node:util';

type Container = Record<string, unknown> | unknown[];

/** One operation (RFC 6902, section 4). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value?: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string };

/** An operation that cannot be applied, or a `test` that failed: nothing of the patch counts. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/**
 * The document after all operations; the one given is left alone. Two rules are the real API server's, not the
 * RFC's: `replace` of an absent member adds it, and `test` takes an absent member for null.
 * @throws PatchError
 */
export function applyJsonPatch(document: object, patch: readonly PatchOperation[]): object {
  const root = { document: copyOf(document) };
  for (const operation of patch) applyOperation(root, operation);
  return root.document;
}

function applyOperation(root: Container, operation: PatchOperation): void {
  const { op, path } = operation;
  switch (op) {
    case 'test':
      check(root, path, operation.value);
      break;
    case 'add':
      add(root, path, copyOf(operation.value));
      break;
    case 'replace':
      set(root, path, copyOf(operation.value));
      break;
    case 'remove':
      remove(root, path);
      break;
    case 'copy':
      add(root, path, copyOf(read(root, operation.from)));
      break;
    case 'move':
      add(root, path, remove(root, operation.from));
      break;
  }
}

function check(root: Container, path: string, value: unknown): void {
  const { parent, key } = locate(root, path);
  const found =
    Array.isArray(parent) || Object.hasOwn(parent, key) ? child(parent, key, path) : null;
  if (!isDeepStrictEqual(found, value ?? null)) throw new PatchError(`test of ${path} failed`);
}

function add(root: Container, path: string, value: unknown): void {
  const { parent, key } = locate(root, path);
  if (Array.isArray(parent)) {
    parent.splice(key === '-' ? parent.length : indexIn(parent, key, parent.length), 0, value);
  } else {
    set(root, path, value);
  }
}

function set(root: Container, path: string, value: unknown): void {
  const { parent, key } = locate(root, path);
  if (Array.isArray(parent)) parent[indexIn(parent, key, parent.length - 1)] = value;
  else Object.defineProperty(parent, key, { value, ...PLAIN });
}

function remove(root: Container, path: string): unknown {
  const value = read(root, path);
  const { parent, key } = locate(root, path);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}

function read(root: Container, path: string): unknown {
  const { parent, key } = locate(root, path);
  return child(parent, key, path);
}

/** The container that the last part of a JSON pointer (RFC 6901) stands in. */
function locate(root: Container, path: string): { parent: Container; key: string } {
  if (path !== '' && !path.startsWith('/')) throw new PatchError(`${path} is no JSON pointer`);
  const parts = `/document${path}`.slice(1).split('/').map(unescaped);
  const key = parts.pop() ?? '';
  let parent: Container = root;
  for (const part of parts) {
    const next = child(parent, part, path);
    if (!isContainer(next)) throw new PatchError(`${path} leads nowhere`);
    parent = next;
  }
  return { parent, key };
}

function child(parent: Container, key: string, path: string): unknown {
  if (Array.isArray(parent)) return parent[indexIn(parent, key, parent.length - 1)];
  if (!Object.hasOwn(parent, key)) throw new PatchError(`${path} does not exist`);
  return parent[key];
}

function indexIn(list: readonly unknown[], key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN;
  if (index <= last) return index;
  throw new PatchError(`a list of ${list.length} has no index ${key}`);
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

const PLAIN = { writable: true, enumerable: true, configurable: true };

/** By way of text: what was parsed here compares equal, which a structured clone need not. */
function copyOf<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
