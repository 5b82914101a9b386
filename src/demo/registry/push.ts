import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { digestOf } from './image.ts';
import { problem, type Reply, type Request } from './reply.ts';
import type { Store } from './store.ts';

/** distribution-spec, "Pushing": blobs by upload in one or more parts, then manifests. */
export interface Push {
  /** POST: begins an upload. */
  start(name: string): Reply;
  /** PATCH: one more part. */
  append(name: string, upload: string, request: Request): Reply;
  /** PUT: the last part and the digest of the whole. */
  finish(name: string, upload: string, request: Request): Reply;
  manifest(name: string, reference: string, request: Request): Reply;
}

interface Upload {
  readonly name: string;
  readonly parts: readonly Buffer[];
}

/** Uploads under way; the oldest is forgotten. */
const MOST_UPLOADS = 100;

export function createPush(store: Store, maxBytes: number): Push {
  const uploads = new Map<string, Upload>();

  function keep(id: string, upload: Upload): void {
    uploads.set(id, upload);
    const [oldest] = uploads.keys();
    if (uploads.size > MOST_UPLOADS && oldest !== undefined) uploads.delete(oldest);
  }

  /** The upload with the body added, or why not. */
  function extended(name: string, id: string, { body }: Request): Upload | Reply {
    const upload = uploads.get(id);
    if (upload?.name !== name) return problem(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown');
    const parts = [...upload.parts, body];
    if (sizeOf(parts) > maxBytes) return problem(413, 'SIZE_INVALID', 'blob too large');
    return { name, parts };
  }

  return {
    start(name) {
      const id = randomUUID();
      keep(id, { name, parts: [] });
      return accepted(name, id, 0);
    },
    append(name, id, request) {
      const upload = extended(name, id, request);
      if ('status' in upload) return upload;
      keep(id, upload);
      return accepted(name, id, sizeOf(upload.parts));
    },
    finish(name, id, request) {
      const upload = extended(name, id, request);
      if ('status' in upload) return upload;
      uploads.delete(id);
      return putBlob(store, name, request, Buffer.concat(upload.parts));
    },
    manifest: (name, reference, request) => putManifest(store, name, reference, request),
  };
}

function putBlob(store: Store, name: string, { url }: Request, bytes: Buffer): Reply {
  const digest = url.searchParams.get('digest') ?? '';
  if (digestOf(bytes) !== digest) {
    return problem(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  }
  store.putBlob(name, digest, bytes);
  return created(`/v2/${name}/blobs/${digest}`, digest);
}

function putManifest(store: Store, name: string, reference: string, request: Request): Reply {
  const { body: bytes, headers } = request;
  const digest = digestOf(bytes);
  if (reference.includes(':') && reference !== digest) {
    return problem(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  }
  const needed = referencesOf(bytes);
  if (needed === undefined) return problem(400, 'MANIFEST_INVALID', 'manifest invalid');
  const missing = needed.find(
    (one) => store.blob(name, one) === undefined && store.manifest(name, one) === undefined,
  );
  if (missing !== undefined) {
    return problem(400, 'MANIFEST_BLOB_UNKNOWN', `blob unknown to registry: ${missing}`);
  }
  const mediaType = String(headers['content-type']);
  store.putManifest(
    name,
    { mediaType, digest, bytes },
    reference === digest ? undefined : reference,
  );
  return created(`/v2/${name}/manifests/${digest}`, digest);
}

const descriptor = z.object({ digest: z.string() });
const manifest = z.object({
  config: descriptor.optional(),
  layers: z.array(descriptor).default([]),
  manifests: z.array(descriptor).default([]),
});

/** Digests of what a manifest or index needs; undefined when it is neither. */
function referencesOf(bytes: Buffer): readonly string[] | undefined {
  try {
    const { config, layers, manifests } = manifest.parse(JSON.parse(bytes.toString('utf8')));
    return [...(config === undefined ? [] : [config]), ...layers, ...manifests].map(
      ({ digest }) => digest,
    );
  } catch {
    return undefined;
  }
}

function created(location: string, digest: string): Reply {
  return { status: 201, headers: { location, 'docker-content-digest': digest } };
}

function accepted(name: string, id: string, size: number): Reply {
  const headers = {
    location: `/v2/${name}/blobs/uploads/${id}`,
    'docker-upload-uuid': id,
    range: `0-${Math.max(size - 1, 0)}`,
  };
  return { status: 202, headers };
}

function sizeOf(parts: readonly Buffer[]): number {
  return parts.reduce((total, { byteLength }) => total + byteLength, 0);
}
