import type { KubeObject } from './objects.ts';
import type { Resource } from './resources.ts';
import { apiVersionOf } from './resources.ts';
import type { Matcher } from './selectors.ts';
import { ApiError } from './status.ts';
import type { Change, Store } from './store.ts';

export interface WatchRequest {
  readonly resource: Resource;
  /** `''` and `0` mean: what there is now, as ADDED, and what comes. */
  readonly resourceVersion: string;
  /** Selectors and namespace. */
  readonly matches: Matcher;
  readonly bookmarks: boolean;
  /** Milliseconds; absent means for ever. */
  readonly timeoutMs?: number | undefined;
}

export interface WatchStream {
  write(line: string): void;
  end(): void;
}

/** The real server bookmarks this long before it ends a watch. */
const BOOKMARK_BEFORE_END_MS = 2000;

/**
 * Writes events, one JSON a line, until the time is over.
 * @returns a function that ends it early
 */
export function serveWatch(
  store: Store,
  request: WatchRequest,
  { stream, bookmarkMs }: { readonly stream: WatchStream; readonly bookmarkMs: number },
): () => void {
  const send = (type: string, object: object) =>
    stream.write(`${JSON.stringify({ type, object })}\n`);
  const timers: NodeJS.Timeout[] = [];
  const release: (() => void)[] = [];
  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
    for (const each of release) each();
    stream.end();
  };
  try {
    release.push(follow(store, request, send));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    send('ERROR', error.status);
    stop();
    return stop;
  }
  const bookmark = () => send('BOOKMARK', bookmarkOf(request.resource, store.version()));
  const { timeoutMs, bookmarks } = request;
  if (timeoutMs !== undefined) timers.push(setTimeout(stop, timeoutMs));
  if (bookmarks) timers.push(setInterval(bookmark, bookmarkMs));
  if (bookmarks && timeoutMs !== undefined) {
    timers.push(setTimeout(bookmark, Math.max(0, timeoutMs - BOOKMARK_BEFORE_END_MS)));
  }
  return stop;
}

function follow(
  store: Store,
  { resource, resourceVersion, matches }: WatchRequest,
  send: (type: string, object: object) => void,
): () => void {
  const onChange = (change: Change) => {
    const seen = viewOf(change, matches);
    if (seen !== undefined) send(seen.type, seen.object);
  };
  if (resourceVersion !== '' && resourceVersion !== '0') {
    return store.follow(resource, Number(resourceVersion), onChange);
  }
  for (const object of store.list(resource)) if (matches(object)) send('ADDED', object);
  return store.follow(resource, store.version(), onChange);
}

/** A change as a selector sees it: an object comes into view, or leaves it. */
function viewOf(
  { type, object, previous }: Change,
  matches: Matcher,
): { type: Change['type']; object: KubeObject } | undefined {
  const before = previous !== undefined && matches(previous);
  const after = type !== 'DELETED' && matches(object);
  if (after) return { type: before ? 'MODIFIED' : 'ADDED', object };
  if (!before) return undefined;
  const { resourceVersion } = object.metadata;
  return {
    type: 'DELETED',
    object: { ...previous, metadata: { ...previous.metadata, resourceVersion } },
  };
}

function bookmarkOf(resource: Resource, version: number): object {
  return {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: { resourceVersion: String(version), creationTimestamp: null },
  };
}
