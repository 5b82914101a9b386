import { createHash } from 'node:crypto';
import { TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import { createGetContent, notFound } from './content.ts';
import type { Ask, Exchange } from './exchange.ts';
import type { Send, Target } from './session.ts';
import { ACCEPT, isDigest, type Manifest, parseManifest } from './wire/manifest.ts';

interface DigestedManifest {
  readonly digest: string;
  readonly manifest: Manifest;
}

/**
 * Reads what a registry holds, by the content addresses of distribution-spec.
 *
 * All throw TagboatError: `not-found` (404), `refused` (content that is not what its digest says, or too
 * large), `unavailable`, `rate-limited`, `unauthorized`.
 */
export interface Reader {
  /** The digest that a tag stands for: one HEAD, or one GET where the registry knows no better. */
  digest(target: Target, tag: string): Promise<string>;
  /** @param reference a tag or a digest */
  manifest(target: Target, reference: string): Promise<DigestedManifest>;
  blob(target: Target, digest: string): Promise<Uint8Array>;
}

/** distribution-spec lets registries refuse manifests above 4 MiB; no image config comes near that. */
const MAX_BYTES = 4 * 1024 * 1024;

export function createReader(send: Send, exchange: Exchange): Reader {
  const get = createGetContent(send, exchange);

  async function manifest(target: Target, reference: string): Promise<DigestedManifest> {
    const answer = await get(target, manifestAsk(target, reference, 'GET'));
    const { body, headers } = answer;
    const claimed = isDigest(reference) ? reference : headers['docker-content-digest'];
    const digest = isDigest(claimed) ? claimed : `sha256:${hash('sha256', body)}`;
    verify(body, digest, target);
    return { digest, manifest: parseManifest(body, headers['content-type']) };
  }

  return {
    manifest,
    async digest(target, tag) {
      const ask = manifestAsk(target, tag, 'HEAD');
      const answer = await send(target, ask);
      const digest = answer.headers['docker-content-digest'];
      if (answer.status === 404) throw notFound(ask.url);
      if (answer.status === 200 && isDigest(digest)) return digest;
      return (await manifest(target, tag)).digest;
    },
    async blob(target, digest) {
      const url = `${target.endpoint.apiUrl}/v2/${target.path}/blobs/${digest}`;
      const { body } = await get(target, {
        kind: 'blob',
        method: 'GET',
        url,
        maxBytes: MAX_BYTES,
      });
      verify(body, digest, target);
      return body;
    },
  };
}

function manifestAsk({ endpoint, path }: Target, reference: string, method: 'GET' | 'HEAD'): Ask {
  return {
    kind: method === 'HEAD' ? 'head' : 'manifest',
    method,
    url: `${endpoint.apiUrl}/v2/${path}/manifests/${reference}`,
    headers: { accept: ACCEPT },
    maxBytes: MAX_BYTES,
  };
}

function verify(body: Uint8Array, digest: string, { endpoint, path }: Target): void {
  const [algorithm = '', expected = ''] = digest.split(':');
  const found = hash(algorithm, body);
  if (found === expected) return;
  throw new TagboatError('refused', {
    what: 'the content is not what its digest says',
    where: `${printableUrl(endpoint.apiUrl)}${path}`,
    found: `${algorithm}:${found}`,
    expected: digest,
  });
}

/** @param algorithm sha256 or sha512, as the digest grammar admits no other */
function hash(algorithm: string, body: Uint8Array): string {
  return createHash(algorithm).update(body).digest('hex');
}
