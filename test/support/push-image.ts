import type { Content, Image } from '../../src/demo/registry/image.ts';

/** Where to push to. */
export interface PushTarget {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly repository: string;
  /** Sent with each request. */
  readonly authorization?: string | undefined;
}

/** Pushes as a client does: blobs in one upload each, then manifests, the last of them under the tag. */
export async function pushImage(target: PushTarget, tag: string, image: Image): Promise<void> {
  for (const blob of image.blobs) await pushBlob(target, blob);
  for (const manifest of image.manifests) {
    const reference = manifest === image.top ? tag : manifest.digest;
    await pushManifest(target, reference, manifest);
  }
}

async function pushBlob(target: PushTarget, { digest, bytes }: Content): Promise<void> {
  const uploads = `${target.url}/v2/${target.repository}/blobs/uploads/`;
  const started = await expectStatus(202, uploads, { method: 'POST', headers: authorized(target) });
  const upload = new URL(started.headers.get('location') ?? '', target.url);
  upload.searchParams.set('digest', digest);
  const headers = { ...authorized(target), 'content-type': 'application/octet-stream' };
  await expectStatus(201, upload, { method: 'PUT', headers, body: new Uint8Array(bytes) });
}

async function pushManifest(
  target: PushTarget,
  reference: string,
  { mediaType, bytes }: Content,
): Promise<void> {
  const url = `${target.url}/v2/${target.repository}/manifests/${reference}`;
  const headers = { ...authorized(target), 'content-type': mediaType };
  await expectStatus(201, url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
}

function authorized({ authorization }: PushTarget): Record<string, string> {
  return authorization === undefined ? {} : { authorization };
}

async function expectStatus(status: number, url: string | URL, init: RequestInit) {
  const response = await fetch(url, init);
  if (response.status === status) return response;
  throw new Error(`${init.method} ${String(url)}: ${response.status} ${await response.text()}`);
}
