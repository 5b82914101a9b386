import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, authorize, type KubeUser } from './access.ts';
import { type Backend, handle, matcherOf, type Verb, verbOf } from './handlers.ts';
import type { Resource } from './resources.ts';
import { findRoute, type Route } from './routes.ts';
import { ApiError, badRequest } from './status.ts';
import { serveWatch } from './watch.ts';

export interface KubeApiState {
  readonly backend: Backend;
  readonly resources: readonly Resource[];
  readonly users: readonly KubeUser[];
  readonly bookmarkMs: number;
  readonly requests: Record<Verb, number>;
  /** Each ends one watch and resolves when the client has been told. */
  readonly watches: Set<() => Promise<void>>;
}

/** The real server takes objects of up to about this size. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** Answers one HTTP request: who is it, what is it about, may they, then do it. */
export async function respond(
  state: KubeApiState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await answer(state, request, response);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    send(response, error.status.code, error.status);
  }
}

async function answer(
  state: KubeApiState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://embedded');
  const user = authenticate(state.users, request.headers.authorization);
  const route = findRoute(state.resources, pathname);
  if (route === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
    return;
  }
  const verb = verbOf(request.method ?? '', route, query);
  if (verb === undefined) throw methodNotAllowed();
  authorize(user, { verb, ...route });
  state.requests[verb] += 1;
  if (verb === 'watch') {
    watch(state, { route, query }, response);
    return;
  }
  const contentType = request.headers['content-type']?.split(';')[0] ?? '';
  const body = await readJson(request);
  const done = handle(state.backend, { verb, route, query, contentType, body });
  send(response, done.status, done.body);
}

function watch(
  { backend: { store }, bookmarkMs, watches }: KubeApiState,
  { route, query }: { readonly route: Route; readonly query: URLSearchParams },
  response: ServerResponse,
): void {
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  const request = {
    resource: route.resource,
    resourceVersion: query.get('resourceVersion') ?? '',
    matches: matcherOf(route, query),
    bookmarks: query.get('allowWatchBookmarks') === 'true',
    timeoutMs: seconds > 0 ? seconds * 1000 : undefined,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  const closed = new Promise<void>((resolve) => {
    response.once('close', resolve);
  });
  const stop = serveWatch(store, request, { stream: response, bookmarkMs });
  const end = () => {
    stop();
    return closed;
  };
  watches.add(end);
  response.once('close', () => {
    watches.delete(end);
    stop();
  });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      const message = `limit is ${MAX_BODY_BYTES}`;
      throw new ApiError(413, 'RequestEntityTooLarge', { message });
    }
    chunks.push(chunk);
  }
  if (length === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw badRequest('the body is no JSON');
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(`${JSON.stringify(body)}\n`);
}

function methodNotAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource';
  return new ApiError(405, 'MethodNotAllowed', { message });
}
