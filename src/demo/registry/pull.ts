import { jsonReply, problem, type Reply, type Request } from './reply.ts';
import type { Store } from './store.ts';

export interface Paging {
  /** Tags of a page at most. */
  readonly maxPage: number;
  /** Answer an error to a larger page (distribution up to 3.0) instead of a smaller page (since then). */
  readonly refuseLargePages: boolean;
}

/** One page of tags (distribution-spec, "Listing tags"). */
export function listTags(store: Store, paging: Paging, name: string, { url }: Request): Reply {
  if (!store.has(name)) {
    return problem(404, 'NAME_UNKNOWN', 'repository name not known to registry');
  }
  const size = pageSize(url.searchParams.get('n'), paging);
  if (size === undefined) {
    return problem(400, 'PAGINATION_NUMBER_INVALID', 'invalid number of results requested');
  }
  const last = url.searchParams.get('last') ?? '';
  const rest = store.tags(name).filter((tag) => tag > last);
  const tags = rest.slice(0, size);
  const reply = jsonReply(200, { name, tags });
  const end = tags.at(-1);
  if (end === undefined || rest.length === tags.length) return reply;
  const next = `/v2/${name}/tags/list?last=${encodeURIComponent(end)}&n=${size}`;
  return { ...reply, headers: { ...reply.headers, link: `<${next}>; rel="next"` } };
}

/** Infinite when none is asked for; undefined for what is refused. */
function pageSize(asked: string | null, { maxPage, refuseLargePages }: Paging): number | undefined {
  if (asked === null || asked === '') return refuseLargePages ? maxPage : Number.POSITIVE_INFINITY;
  const size = /^\d+$/.test(asked) ? Number(asked) : undefined;
  if (size === undefined || (size > maxPage && refuseLargePages)) return undefined;
  return Math.min(size, maxPage);
}

export function getManifest(store: Store, name: string, reference: string): Reply {
  const found = store.manifest(name, reference);
  if (found === undefined) return problem(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  const { mediaType, digest, bytes } = found;
  return {
    status: 200,
    headers: { 'content-type': mediaType, 'docker-content-digest': digest },
    body: bytes,
  };
}

export function getBlob(store: Store, name: string, digest: string): Reply {
  const bytes = store.blob(name, digest);
  if (bytes === undefined) return problem(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', 'docker-content-digest': digest },
    body: bytes,
  };
}
