import * as z from 'zod';
import { applyJsonPatch, PatchError } from './json-patch.ts';
import type { Lists } from './lists.ts';
import { applyMergePatch } from './merge-patch.ts';
import { type KubeObject, parseManifest } from './objects.ts';
import { apiVersionOf, type Resource } from './resources.ts';
import type { Route } from './routes.ts';
import { fieldMatcher, labelMatcher, type Matcher } from './selectors.ts';
import { ApiError, badRequest, invalid, notFound, patchFailed } from './status.ts';
import type { Key, Store } from './store.ts';

/** A request as far as it is not about HTTP. */
export interface ApiRequest {
  readonly verb: Verb;
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** The JSON that was sent. */
  readonly body: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: object;
}

/** As RBAC names them. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

export interface Backend {
  readonly store: Store;
  readonly lists: Lists;
  readonly namespaces: Resource;
}

const ON_ONE = new Map<string, Verb>([
  ['GET', 'get'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
]);
const ON_ALL = new Map<string, Verb>([
  ['GET', 'list'],
  ['POST', 'create'],
]);

/** What a method does to a path; undefined when nothing. */
export function verbOf(method: string, route: Route, query: URLSearchParams): Verb | undefined {
  const { resource, namespace, name } = route;
  const verb = (name === undefined ? ON_ALL : ON_ONE).get(method);
  if (verb === 'create' && resource.namespaced && namespace === undefined) return undefined;
  const watched = ['true', '1'].includes(query.get('watch') ?? '');
  return verb === 'list' && watched ? 'watch' : verb;
}

/** Does everything but a watch. @throws ApiError */
export function handle(backend: Backend, request: ApiRequest): ApiAnswer {
  const { verb, route, query } = request;
  if (query.has('dryRun')) throw badRequest('the embedded API server has no dry run');
  switch (verb) {
    case 'list':
      return { status: 200, body: list(backend, request) };
    case 'create':
      return { status: 201, body: create(backend, request) };
    case 'get':
      return { status: 200, body: backend.store.get(route.resource, keyOf(route)) };
    case 'update':
      return { status: 200, body: update(backend, request) };
    case 'patch':
      return { status: 200, body: patch(backend, request) };
    case 'delete':
      return { status: 200, body: remove(backend, route) };
    case 'watch':
      throw new Error('a watch is not one answer');
  }
}

/** Whether an object is in the namespace and under the selectors of a list or a watch. */
export function matcherOf({ namespace }: Route, query: URLSearchParams): Matcher {
  const labels = labelMatcher(query.get('labelSelector') ?? '');
  const fields = fieldMatcher(query.get('fieldSelector') ?? '');
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    labels(object) &&
    fields(object);
}

function list({ store, lists }: Backend, { route, query }: ApiRequest): object {
  const { resource, namespace } = route;
  const matches = matcherOf(route, query);
  const page = lists.page(
    { limit: Number(query.get('limit') ?? 0), token: query.get('continue') || undefined },
    () => ({ items: store.list(resource, namespace).filter(matches), version: store.version() }),
  );
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(page.version),
      ...(page.token === '' ? {} : { continue: page.token, remainingItemCount: page.remaining }),
    },
    items: page.items,
  };
}

function create({ store, namespaces }: Backend, { route, body }: ApiRequest): KubeObject {
  const { resource, namespace } = route;
  const manifest = parseManifest(resource, body);
  const own = manifest.metadata.namespace ?? namespace;
  if (own !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  if (namespace !== undefined) store.get(namespaces, { name: namespace });
  return store.create(resource, manifest, namespace);
}

function update({ store }: Backend, { route, body }: ApiRequest): KubeObject {
  const { resource } = route;
  const key = keyOf(route);
  const manifest = parseManifest(resource, body);
  if (resource.counted && !manifest.metadata.resourceVersion) {
    const message = 'Invalid value: 0: must be specified for an update';
    throw invalid(resource, key.name, { field: 'metadata.resourceVersion', message });
  }
  sameName(manifest.metadata.name, key);
  return store.replace(resource, key, { manifest, subresource: subresourceOf(route) });
}

function patch({ store }: Backend, { route, contentType, body }: ApiRequest): KubeObject {
  const { resource } = route;
  const key = keyOf(route);
  const manifest = parseManifest(resource, patched(store.get(resource, key), contentType, body));
  sameName(manifest.metadata.name, key);
  return store.replace(resource, key, { manifest, subresource: subresourceOf(route) });
}

/** The object while finalizers hold it, else the news of its end. */
function remove({ store }: Backend, route: Route): object {
  const { resource } = route;
  const object = store.remove(resource, keyOf(route));
  const { name, uid, deletionTimestamp } = object.metadata;
  if (deletionTimestamp !== undefined) return object;
  const details = { name, group: resource.group, kind: resource.plural, uid };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}

const Pointer = z.string();
const JsonPatch = z.array(
  z.discriminatedUnion('op', [
    z.object({ op: z.enum(['add', 'replace', 'test']), path: Pointer, value: z.unknown() }),
    z.object({ op: z.literal('remove'), path: Pointer }),
    z.object({ op: z.enum(['move', 'copy']), path: Pointer, from: Pointer }),
  ]),
);

function patched(object: KubeObject, contentType: string, body: unknown): unknown {
  if (contentType === 'application/merge-patch+json') {
    return applyMergePatch(object, checked(z.looseObject({}), body));
  }
  if (contentType !== 'application/json-patch+json') {
    const message = `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json`;
    throw new ApiError(415, 'UnsupportedMediaType', { message });
  }
  const operations = JsonPatch.safeParse(checked(z.array(z.unknown()), body));
  if (!operations.success) throw patchFailed();
  try {
    return applyJsonPatch(object, operations.data);
  } catch (error) {
    if (error instanceof PatchError) throw patchFailed();
    throw error;
  }
}

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw badRequest(`error decoding patch: ${parsed.error.issues[0]?.message}`);
}

function keyOf({ resource, namespace, name }: Route): Key {
  if (!name) throw notFound(resource, '');
  return { namespace, name };
}

function subresourceOf({ subresource }: Route): 'status' | undefined {
  return subresource === 'status' ? 'status' : undefined;
}

function sameName(written: string | undefined, { name }: Key): void {
  if (written === name) return;
  throw badRequest(
    `the name of the object (${written}) does not match the name on the URL (${name})`,
  );
}
