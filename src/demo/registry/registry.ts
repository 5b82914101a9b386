import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Auth, createGuard, type DemoLogin, type Guard } from './auth.ts';
import { createFailures, type Failure, type Failures } from './failures.ts';
import { buildImage, type ImageSpec } from './image.ts';
import { createPush } from './push.ts';
import { problem, type Reply, type Request } from './reply.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { answer, kindOf, type Routed } from './routes.ts';
import { createStore, type Store } from './store.ts';

export interface RegistryOptions {
  /** @default none */
  readonly auth?: Auth | undefined;
  /** Tags of one page at most. @default 1000 */
  readonly maxPage?: number | undefined;
  /** Answer an error to a larger page, as distribution up to 3.0 does, not a smaller page. @default false */
  readonly refuseLargePages?: boolean | undefined;
  /** Added to every answer. @default 0 */
  readonly latencyMs?: number | undefined;
  /** Bytes of one request, and of one blob. @default 64 MiB */
  readonly maxBytes?: number | undefined;
}

/** What is pushed. The date is that of the push unless given; null writes none. */
export type PushedImage = Omit<ImageSpec, 'created'> & { readonly created?: number | null };

/**
 * An OCI registry inside this process, on a port of 127.0.0.1 that the system picks. It is a stand-in for
 * the demo and the tests: it keeps everything in memory and knows one user. The contract tests hold it to
 * what the real registry does.
 */
export interface EmbeddedRegistry {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** `127.0.0.1:PORT`, as images name it. */
  readonly host: string;
  readonly requests: RequestLog;
  /** Stores an image as if it had been pushed. @returns the digest of the manifest or index */
  pushImage(repository: string, tag: string, image?: PushedImage): string;
  removeTag(repository: string, tag: string): void;
  /** Answers coming requests with an error instead. */
  fail(failure: Failure): void;
  /** From now on only this login is taken, and no token given before. */
  setLogin(login: DemoLogin): void;
  stop(): Promise<void>;
}

export async function startRegistry(options: RegistryOptions = {}): Promise<EmbeddedRegistry> {
  const store = createStore();
  const requests = createRequestLog();
  const failures = createFailures();
  const guard = createGuard(options.auth ?? { kind: 'none' });
  const server = createServer(listener({ store, requests, failures, guard }, options));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${portOf(server)}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    pushImage: (repository, tag, image) => putImage(store, repository, tag, image),
    removeTag: (repository, tag) => store.removeTag(repository, tag),
    fail: (failure) => failures.order(failure),
    setLogin: (login) => guard.setLogin(login),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Parts {
  readonly store: Store;
  readonly requests: RequestLog;
  readonly failures: Failures;
  readonly guard: Guard;
}

function listener({ store, requests, failures, guard }: Parts, options: RegistryOptions) {
  const { maxPage = 1000, refuseLargePages = false } = options;
  const { latencyMs = 0, maxBytes = 64 * 1024 * 1024 } = options;
  const push = createPush(store, maxBytes);
  const routed: Routed = { store, push, guard, paging: { maxPage, refuseLargePages } };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, maxBytes);
    if (latencyMs > 0) await delay(latencyMs);
    const kind = kindOf(request);
    const tooLarge = request.body.byteLength > maxBytes;
    const reply =
      failures.next(kind) ??
      (tooLarge ? problem(413, 'SIZE_INVALID', 'too large') : answer(routed, request));
    const { method, url } = request;
    requests.add({ kind, method, path: `${url.pathname}${url.search}`, status: reply.status });
    send(outgoing, request, reply);
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  };
}

/** The body is cut as soon as it is longer than allowed, so one byte too many tells. */
async function readRequest(incoming: IncomingMessage, maxBytes: number): Promise<Request> {
  const { method = 'GET', headers } = incoming;
  const url = new URL(incoming.url ?? '/', `http://${headers.host ?? 'localhost'}`);
  const stream: AsyncIterable<Buffer> = incoming;
  const chunks: Buffer[] = [];
  let left = maxBytes + 1;
  for await (const chunk of stream) {
    const bytes = chunk.subarray(0, left);
    left -= bytes.byteLength;
    chunks.push(bytes);
  }
  return { method, url, headers, body: Buffer.concat(chunks) };
}

function send(outgoing: ServerResponse, { method }: Request, reply: Reply): void {
  const body = Buffer.from(reply.body ?? '');
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    'content-length': String(body.byteLength),
    'docker-distribution-api-version': 'registry/2.0',
  });
  outgoing.end(method === 'HEAD' ? undefined : body);
}

function putImage(
  store: Store,
  repository: string,
  tag: string,
  { created = Date.now(), ...rest }: PushedImage = {},
): string {
  const label = `${repository}:${tag}`;
  const image = buildImage({ label, ...rest, created: created ?? undefined });
  for (const { digest, bytes } of image.blobs) store.putBlob(repository, digest, bytes);
  for (const manifest of image.manifests) store.putManifest(repository, manifest);
  store.putManifest(repository, image.top, tag);
  return image.top.digest;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
