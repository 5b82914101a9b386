import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import * as z from 'zod';
import type { KubeUser } from './access.ts';
import type { Verb } from './handlers.ts';
import { kubeconfigText } from './kubeconfig.ts';
import { createLists } from './lists.ts';
import { type KubeObject, parseManifest } from './objects.ts';
import { apiVersionOf, RESOURCES, type Resource } from './resources.ts';
import { type KubeApiState, respond } from './respond.ts';
import { ApiError, badRequest } from './status.ts';
import { createStore, type Key } from './store.ts';

export interface KubeApiOptions {
  /** @default RESOURCES */
  readonly resources?: readonly Resource[] | undefined;
  /** Who may come in. @default one user with a token made up at the start, who may do everything */
  readonly users?: readonly KubeUser[] | undefined;
  /** Namespaces that exist from the start, beside `default`. */
  readonly namespaces?: readonly string[] | undefined;
  /** How often a watch that wants bookmarks gets one. @default 60 seconds */
  readonly bookmarkMs?: number | undefined;
  /** How many changes of each kind can be watched after the fact. @default 1000 */
  readonly watchWindow?: number | undefined;
}

/** A stand-in for a Kubernetes API server, in this process. */
export interface EmbeddedKube {
  readonly url: string;
  /** Of the first user. */
  readonly token: string;
  /** A kubeconfig of the first user, as YAML. @param namespace of its context, `default` when absent */
  kubeconfig(namespace?: string): string;
  /** Creates or replaces an object without a request, and its namespace too when that is missing. */
  put(manifest: object): KubeObject;
  /** How many requests were let in, by verb. */
  requests(): Readonly<Record<Verb, number>>;
  /** Forgets past changes and lists under way, as etcd does every five minutes. */
  compact(): void;
  /** Ends all watches and the server. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a free port of 127.0.0.1. It keeps what it is given: no schemas, no controllers, no
 * admission but that the namespace exists, and it forgets everything when it stops.
 */
export async function startKubeApi(options: KubeApiOptions = {}): Promise<EmbeddedKube> {
  const state = createState(options);
  for (const name of ['default', ...(options.namespaces ?? [])]) ensureNamespace(state, name);
  const server = createServer((request, response) => {
    respond(state, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = urlOf(server);
  const token = state.users[0]?.token ?? '';
  let stopped: Promise<void> | undefined;
  return {
    url,
    token,
    kubeconfig: (namespace = 'default') => kubeconfigText({ url, token, namespace }),
    put: (manifest) => put(state, manifest),
    requests: () => ({ ...state.requests }),
    compact() {
      state.backend.store.compact();
      state.backend.lists.compact();
    },
    stop() {
      stopped ??= stop(state, server);
      return stopped;
    },
  };
}

function createState(options: KubeApiOptions): KubeApiState {
  const { resources = RESOURCES, watchWindow = 1000, bookmarkMs = 60_000 } = options;
  const namespaces = resources.find((r) => r.kind === 'Namespace' && r.group === '');
  if (namespaces === undefined) throw new Error('the kinds served must include Namespace');
  return {
    backend: { store: createStore(watchWindow), lists: createLists(), namespaces },
    resources,
    users: options.users ?? [{ name: 'admin', token: randomBytes(16).toString('hex') }],
    bookmarkMs,
    requests: { get: 0, list: 0, watch: 0, create: 0, update: 0, patch: 0, delete: 0 },
    watches: new Set(),
  };
}

const Typed = z.looseObject({ apiVersion: z.string(), kind: z.string() });

function put(state: KubeApiState, object: object): KubeObject {
  const { store } = state.backend;
  const { apiVersion, kind } = Typed.parse(object);
  const resource = state.resources.find((r) => r.kind === kind && apiVersionOf(r) === apiVersion);
  if (resource === undefined) throw badRequest(`no kind ${kind} in ${apiVersion} is served`);
  const manifest = parseManifest(resource, object);
  const { name, namespace = resource.namespaced ? 'default' : undefined } = manifest.metadata;
  if (name === undefined) throw badRequest('an object needs a name');
  if (namespace !== undefined) ensureNamespace(state, namespace);
  const key = { namespace, name };
  const kept = has(state, resource, key)
    ? store.replace(resource, key, { manifest })
    : store.create(resource, manifest, namespace);
  if (!resource.statusSubresource || !('status' in manifest)) return kept;
  const { resourceVersion: _old, ...metadata } = manifest.metadata;
  return store.replace(resource, key, {
    manifest: { ...manifest, metadata },
    subresource: 'status',
  });
}

function ensureNamespace(state: KubeApiState, name: string): void {
  const { store, namespaces } = state.backend;
  if (has(state, namespaces, { name })) return;
  store.create(namespaces, { metadata: { name } });
}

function has({ backend: { store } }: KubeApiState, resource: Resource, key: Key): boolean {
  try {
    store.get(resource, key);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function stop({ watches }: KubeApiState, server: Server): Promise<void> {
  await Promise.all([...watches].map((end) => end()));
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
