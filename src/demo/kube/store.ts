import {
  createdObject,
  type KubeObject,
  type Manifest,
  type Replacement,
  timestamp,
  updatedObject,
} from './objects.ts';
import type { Resource } from './resources.ts';
import { alreadyExists, expired, modified, notFound } from './status.ts';

export interface Key {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** What happened to one object at one version. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
  /** As it was before. */
  readonly previous?: KubeObject | undefined;
}

/** The objects of all kinds, one version counter for all of them, and what changed lately. */
export interface Store {
  /** Of the whole store. */
  version(): number;
  get(resource: Resource, key: Key): KubeObject;
  /** Sorted by namespace and name. */
  list(resource: Resource, namespace?: string): readonly KubeObject[];
  create(resource: Resource, manifest: Manifest, namespace?: string): KubeObject;
  /** @throws ApiError 409 when the manifest names another resourceVersion than the object has */
  replace(resource: Resource, key: Key, replacement: Replacement): KubeObject;
  /** With finalizers, only marks the object; it goes when the last one is taken off. */
  remove(resource: Resource, key: Key): KubeObject;
  /** Hands over every change after `since`, past ones at once. @throws ApiError 410 when that is forgotten */
  follow(resource: Resource, since: number, onChange: (change: Change) => void): () => void;
  /** Forgets what changed. */
  compact(): void;
}

/** @param window how many changes of each kind are remembered */
export function createStore(window: number): Store {
  let version = 1;
  let forgotten = 0;
  const tables = new Map<Resource, Table>();
  const table = (resource: Resource) => {
    const found = tables.get(resource) ?? createTable(forgotten);
    tables.set(resource, found);
    return found;
  };
  const write = (resource: Resource, change: Change) => {
    version += 1;
    return record(table(resource), { change, version, window });
  };
  return {
    version: () => version,
    get: (resource, key) => find(table(resource), resource, key),
    list: (resource, namespace) => sorted(table(resource), namespace),
    create(resource, manifest, namespace) {
      const object = createdObject(resource, manifest, namespace);
      const { name } = object.metadata;
      if (table(resource).objects.has(idOf(object.metadata))) throw alreadyExists(resource, name);
      return write(resource, { type: 'ADDED', object });
    },
    replace(resource, key, replacement) {
      const previous = find(table(resource), resource, key);
      const { resourceVersion = previous.metadata.resourceVersion } = replacement.manifest.metadata;
      if (resourceVersion !== previous.metadata.resourceVersion) throw modified(resource, key.name);
      const object = updatedObject(resource, previous, replacement);
      if (object === previous) return previous;
      return write(resource, { type: isGone(object) ? 'DELETED' : 'MODIFIED', object, previous });
    },
    remove(resource, key) {
      const previous = find(table(resource), resource, key);
      const { finalizers = [], deletionTimestamp = timestamp() } = previous.metadata;
      if (finalizers.length === 0) {
        return write(resource, { type: 'DELETED', object: previous, previous });
      }
      const object = { ...previous, metadata: { ...previous.metadata, deletionTimestamp } };
      return write(resource, { type: 'MODIFIED', object, previous });
    },
    follow: (resource, since, onChange) => follow(table(resource), since, onChange),
    compact() {
      forgotten = version;
      for (const each of tables.values()) forget(each, version);
    },
  };
}

interface Table {
  readonly objects: Map<string, KubeObject>;
  /** Oldest first. */
  readonly changes: Change[];
  readonly followers: Set<(change: Change) => void>;
  /** Changes up to this version are forgotten. */
  forgotten: number;
}

function createTable(forgotten: number): Table {
  return { objects: new Map(), changes: [], followers: new Set(), forgotten };
}

function record(
  table: Table,
  { change, version, window }: { change: Change; version: number; window: number },
): KubeObject {
  const { metadata } = change.object;
  const object = { ...change.object, metadata: { ...metadata, resourceVersion: String(version) } };
  if (change.type === 'DELETED') table.objects.delete(idOf(metadata));
  else table.objects.set(idOf(metadata), object);
  const recorded = { ...change, object };
  table.changes.push(recorded);
  if (table.changes.length > window) table.forgotten = versionOf(table.changes.shift());
  for (const follower of table.followers) follower(recorded);
  return object;
}

function follow(table: Table, since: number, onChange: (change: Change) => void): () => void {
  if (since < table.forgotten) {
    throw expired(`too old resource version: ${since} (${table.forgotten})`);
  }
  for (const change of table.changes) if (versionOf(change) > since) onChange(change);
  table.followers.add(onChange);
  return () => table.followers.delete(onChange);
}

function forget(table: Table, version: number): void {
  table.changes.length = 0;
  table.forgotten = version;
}

function find({ objects }: Table, resource: Resource, key: Key): KubeObject {
  const object = objects.get(idOf(key));
  if (object === undefined) throw notFound(resource, key.name);
  return object;
}

function sorted({ objects }: Table, namespace: string | undefined): readonly KubeObject[] {
  return [...objects]
    .filter(([, { metadata }]) => namespace === undefined || metadata.namespace === namespace)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object);
}

/** A slash is in no name. */
function idOf({ namespace = '', name }: Key): string {
  return `${namespace}/${name}`;
}

function isGone({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined && !metadata.finalizers?.length;
}

function versionOf(change: Change | undefined): number {
  return Number(change?.object.metadata.resourceVersion ?? 0);
}
