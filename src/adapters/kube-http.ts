import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { TagboatError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { printableUrl } from '../model/secret.ts';
import type { TlsOptions } from '../ports.ts';
import type { KubeAuth, KubeCredential } from './kube-auth.ts';
import { parseJson, readText } from './kube-body.ts';
import { statusError } from './kube-status.ts';

/** Where an API server is and how to get in. */
export interface KubeEndpoint {
  /** `https://host:port`, and a path when it is behind a proxy. */
  readonly server: string;
  /** The namespace meant when a user names none. */
  readonly namespace: string;
  readonly auth: KubeAuth;
  readonly tls?: (TlsOptions & { readonly serverName?: string | undefined }) | undefined;
  /** The URL of an HTTP proxy to go through. */
  readonly proxy?: string | undefined;
}

export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the server's URL, with its query. */
  readonly path: string;
  readonly contentType?: string | undefined;
  readonly body?: string | undefined;
  /** Ends the exchange, the reading of the answer included. */
  readonly signal: AbortSignal;
  /** How long the server may be silent, in milliseconds. */
  readonly idleMs: number;
  /** What the request is about, for errors. */
  readonly where: string;
}

/** Requests over kept-alive HTTP/1.1 connections. */
export interface KubeTransport {
  /**
   * The body of a successful answer, as it arrives. A 401 is asked once more with fresh credentials.
   * @throws TagboatError as the answer's status says, `unavailable` when there is none
   */
  send(request: KubeRequest): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

const MAX_ERROR_BYTES = 64 * 1024;
/** The API server closes idle connections after 90 seconds. */
const KEEP_ALIVE_MS = 60_000;
const KEEP_ALIVE_PROBE_MS = 30_000;

export function createTransport(endpoint: KubeEndpoint): KubeTransport {
  const dispatchers = createDispatchers(endpoint);
  async function attempt(request: KubeRequest): Promise<Dispatcher.ResponseData> {
    const credential = await endpoint.auth.credential();
    return ask(dispatchers.for(credential), endpoint, { request, credential });
  }
  return {
    async send(request) {
      const about = { where: request.where, server: endpoint.server };
      let answer = await attempt(request);
      if (answer.statusCode === 401 && endpoint.auth.renew()) {
        await answer.body.dump().catch(() => undefined);
        answer = await attempt(request);
      }
      const body = read(answer.body, about);
      if (answer.statusCode >= 200 && answer.statusCode < 300) return body;
      throw await failure(answer, body, request.where);
    },
    close: () => dispatchers.close(),
  };
}

async function ask(
  dispatcher: Dispatcher,
  { server }: KubeEndpoint,
  { request, credential }: { request: KubeRequest; credential: KubeCredential },
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname } = new URL(server);
  const { method, path, contentType, body, signal, idleMs, where } = request;
  const headers = {
    accept: 'application/json',
    'user-agent': 'tagboat',
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...(credential.token === undefined
      ? {}
      : { authorization: `Bearer ${credential.token.reveal()}` }),
  };
  try {
    return await dispatcher.request({
      origin,
      path: `${pathname.replace(/\/$/, '')}${path}`,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal,
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
    });
  } catch (error) {
    throw networkError(error, { where, server });
  }
}

async function* read(body: AsyncIterable<Uint8Array>, about: Exchange): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw networkError(error, about);
  }
}

async function failure(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  body: AsyncIterable<Uint8Array>,
  where: string,
): Promise<TagboatError> {
  const text = await readText(body, { maxBytes: MAX_ERROR_BYTES, where }).catch(() => '');
  const retryAfter = headers['retry-after'];
  return statusError({
    status,
    where,
    body: parseJson(text),
    retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
  });
}

/** One pool of connections for each client certificate; a new one takes over when a plugin renews it. */
function createDispatchers(endpoint: KubeEndpoint): {
  for(credential: KubeCredential): Dispatcher;
  close(): Promise<void>;
} {
  let current: { readonly cert: string | undefined; readonly dispatcher: Dispatcher } | undefined;
  return {
    for({ certificate }) {
      if (current === undefined || current.cert !== certificate?.cert) {
        void current?.dispatcher.close();
        current = { cert: certificate?.cert, dispatcher: createDispatcher(endpoint, certificate) };
      }
      return current.dispatcher;
    },
    close: async () => current?.dispatcher.destroy(),
  };
}

function createDispatcher(
  { tls, proxy }: KubeEndpoint,
  certificate: KubeCredential['certificate'],
): Dispatcher {
  const connect = {
    ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
    ...(certificate === undefined ? {} : { cert: certificate.cert, key: certificate.key.reveal() }),
    ...(tls?.serverName === undefined ? {} : { servername: tls.serverName }),
    rejectUnauthorized: tls?.insecure !== true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS,
  };
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, allowH2: false };
  return proxy === undefined
    ? new Agent({ ...options, connect })
    : new ProxyAgent({ ...options, uri: proxy, requestTls: connect });
}

/** What an error of the network names. */
interface Exchange {
  readonly where: string;
  readonly server: string;
}

function networkError(error: unknown, { where, server }: Exchange): TagboatError {
  if (error instanceof TagboatError) return error;
  const said = errorCode(error) ?? printable(String(error));
  return new TagboatError(
    'unavailable',
    { what: `no answer from ${printableUrl(server)}: ${said}`, where },
    error,
  );
}

/** `ECONNREFUSED`, `UND_ERR_BODY_TIMEOUT`, …: said instead of a message, which may quote the request. */
function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error && error.code;
  return typeof code === 'string' ? code : undefined;
}
