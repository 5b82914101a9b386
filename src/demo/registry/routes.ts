import { type Guard, TOKEN_PATH } from './auth.ts';
import { getBlob, getManifest, listTags, type Paging } from './pull.ts';
import type { Push } from './push.ts';
import { jsonReply, problem, type Reply, type Request } from './reply.ts';
import type { Store } from './store.ts';

export interface Routed {
  readonly store: Store;
  readonly push: Push;
  readonly guard: Guard;
  readonly paging: Paging;
}

/** What a request asks for, as the registry client counts it; `push` for all that writes. */
export type DemoRequestKind = 'ping' | 'list' | 'head' | 'manifest' | 'blob' | 'token' | 'push';

/** distribution-spec's end points. Names and references follow its grammar. */
const NAME = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*';
const LIST = new RegExp(`^/v2/(${NAME})/tags/list$`);
const MANIFEST = new RegExp(`^/v2/(${NAME})/manifests/([\\w.:-]{1,200})$`);
const UPLOAD = new RegExp(`^/v2/(${NAME})/blobs/uploads/([\\w-]*)$`);
const BLOB = new RegExp(`^/v2/(${NAME})/blobs/([\\w:]{1,200})$`);

type Handler = (routed: Routed, path: Path, request: Request) => Reply;

interface Path {
  readonly name: string;
  /** Tag, digest or upload. */
  readonly last: string;
}

interface Route {
  readonly pattern: RegExp;
  readonly kind: DemoRequestKind;
  readonly methods: Readonly<Record<string, Handler>>;
}

const readManifest: Handler = ({ store }, { name, last }) => getManifest(store, name, last);
const readBlob: Handler = ({ store }, { name, last }) => getBlob(store, name, last);

const ROUTES: readonly Route[] = [
  { pattern: /^\/v2\/$/, kind: 'ping', methods: { GET: () => jsonReply(200, {}) } },
  {
    pattern: LIST,
    kind: 'list',
    methods: {
      GET: ({ store, paging }, { name }, request) => listTags(store, paging, name, request),
    },
  },
  {
    pattern: MANIFEST,
    kind: 'manifest',
    methods: {
      GET: readManifest,
      HEAD: readManifest,
      PUT: ({ push }, { name, last }, request) => push.manifest(name, last, request),
    },
  },
  {
    pattern: UPLOAD,
    kind: 'push',
    methods: {
      POST: ({ push }, { name }) => push.start(name),
      PATCH: ({ push }, { name, last }, request) => push.append(name, last, request),
      PUT: ({ push }, { name, last }, request) => push.finish(name, last, request),
    },
  },
  { pattern: BLOB, kind: 'blob', methods: { GET: readBlob, HEAD: readBlob } },
];

export function kindOf({ method, url: { pathname } }: Request): DemoRequestKind {
  if (pathname === TOKEN_PATH) return 'token';
  const kind = ROUTES.find(({ pattern }) => pattern.test(pathname))?.kind ?? 'ping';
  if (method === 'HEAD' && kind === 'manifest') return 'head';
  return method === 'GET' ? kind : 'push';
}

export function answer(routed: Routed, request: Request): Reply {
  const { method, url } = request;
  if (url.pathname === TOKEN_PATH) return routed.guard.token(request);
  const refusal = routed.guard.refuse(request);
  if (refusal !== undefined) return refusal;
  for (const { pattern, methods } of ROUTES) {
    const found = pattern.exec(url.pathname);
    if (found === null) continue;
    const handle = methods[method];
    if (handle === undefined) return problem(405, 'UNSUPPORTED', 'the operation is unsupported');
    return handle(routed, { name: found[1] ?? '', last: found[2] ?? '' }, request);
  }
  return problem(404, 'NAME_INVALID', 'invalid repository name, or no such end point');
}
