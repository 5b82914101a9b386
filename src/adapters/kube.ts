import * as z from 'zod';
import type {
  Kube,
  KubeEvent,
  ListOptions,
  ListPage,
  ObjectKey,
  Random,
  ResourceKind,
  WatchOptions,
} from '../ports.ts';
import { lines } from './kube-body.ts';
import {
  describeCall,
  type KubeCall,
  type KubeSession,
  type KubeVerb,
  makeCall,
  openCall,
} from './kube-call.ts';
import { type EndpointOptions, findEndpoint } from './kube-endpoint.ts';
import { createTransport, type KubeEndpoint } from './kube-http.ts';
import { objectTarget } from './kube-path.ts';
import { parseEvent } from './kube-watch.ts';

export interface KubeOptions {
  readonly random: Random;
  /** Told of every call. */
  readonly onRequest?: ((verb: KubeVerb, kind: ResourceKind) => void) | undefined;
  /** How long one call may take, watches apart. @default 30 seconds */
  readonly timeoutMs?: number | undefined;
  /** The least a watch lasts; each takes between this and its double. @default 300 */
  readonly watchSeconds?: number | undefined;
  /** How long a watch may be silent: a bookmark comes about every minute. @default 150 seconds */
  readonly watchIdleMs?: number | undefined;
}

/** The Kubernetes API of one server, and where it is. */
export interface ConnectedKube extends Kube {
  readonly server: string;
  /** Of the kubeconfig's context, or of the service account. */
  readonly namespace: string;
  /** Breaks off what is under way and closes the connections. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 30_000;
const WATCH_SECONDS = 300;
const WATCH_IDLE_MS = 150_000;
const MAX_EVENT_LENGTH = 16 * 1024 * 1024;

/** Connects to the API server of a kubeconfig or of the pod. @throws TagboatError `invalid-config` */
export async function connectKube(options: EndpointOptions & KubeOptions): Promise<ConnectedKube> {
  return openKube(await findEndpoint(options), options);
}

/** The Kubernetes API at an endpoint that is known already. Nothing is sent before it is used. */
export function openKube(endpoint: KubeEndpoint, options: KubeOptions): ConnectedKube {
  const { onRequest, timeoutMs = TIMEOUT_MS } = options;
  const session = { transport: createTransport(endpoint), timeoutMs, onRequest };
  const ask = <T>(call: KubeCall) => makeCall(session, call, z.custom<T>(isObject));
  return {
    server: endpoint.server,
    namespace: endpoint.namespace,
    close: () => session.transport.close(),
    get: (kind, key) => ask({ verb: 'get', target: objectTarget(kind, key) }),
    list: (kind, list = {}) => pages(session, kind, list),
    watch: (kind, watch) => events(session, kind, { ...options, ...watch }),
    jsonPatch: (kind, key, patch) => ask(patchCall(kind, key, { type: 'json-patch', patch })),
    mergePatch: (kind, key, patch) => ask(patchCall(kind, key, { type: 'merge-patch', patch })),
    create: (kind, body) =>
      ask({ verb: 'create', target: { kind, namespace: namespaceOf(body) }, body }),
  };
}

function patchCall(
  kind: ResourceKind,
  key: ObjectKey,
  { type, patch }: { readonly type: 'json-patch' | 'merge-patch'; readonly patch: object },
): KubeCall {
  const contentType = `application/${type}+json`;
  return { verb: 'patch', target: objectTarget(kind, key), contentType, body: patch };
}

/** What the objects hold is the caller's word; the schemas of the sources check it. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function listOf<T>() {
  return z.object({
    metadata: z.object({ resourceVersion: z.string(), continue: z.string().optional() }),
    items: z.array(z.custom<T>(isObject)).nullish(),
  });
}

async function* pages<T>(
  session: KubeSession,
  kind: ResourceKind,
  { namespace, ...query }: ListOptions,
): AsyncGenerator<ListPage<T>> {
  let next: string | undefined;
  do {
    const { metadata, items } = await makeCall(
      session,
      { verb: 'list', target: { kind, namespace }, query: { ...query, continue: next } },
      listOf<T>(),
    );
    yield { items: items ?? [], resourceVersion: metadata.resourceVersion };
    next = metadata.continue;
  } while (next !== undefined && next !== '');
}

async function* events<T>(
  session: KubeSession,
  kind: ResourceKind,
  options: WatchOptions & KubeOptions,
): AsyncGenerator<KubeEvent<T>> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, signal, random } = options;
  const { watchSeconds = WATCH_SECONDS, watchIdleMs = WATCH_IDLE_MS } = options;
  const query = {
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: Math.floor(watchSeconds * (1 + random())),
    resourceVersion,
    labelSelector,
    fieldSelector,
  };
  const call: KubeCall = { verb: 'watch', target: { kind, namespace }, query };
  const where = describeCall(call);
  try {
    const body = await openCall(session, call, { signal, idleMs: watchIdleMs });
    for await (const line of lines(body, { maxLength: MAX_EVENT_LENGTH, where })) {
      yield parseEvent<T>(line, where);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function namespaceOf(object: object): string | undefined {
  const parsed = z.object({ metadata: z.object({ namespace: z.string() }) }).safeParse(object);
  return parsed.data?.metadata.namespace;
}
