import { getCACertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent, request as undiciRequest } from 'undici';
import { TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import type { Http, HttpRequest, HttpResponse, TlsOptions } from '../ports.ts';

export interface HttpOptions {
  /** As HTTP_PROXY, HTTPS_PROXY and NO_PROXY have it; absent means that there is no proxy. */
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

export interface ClosableHttp extends Http {
  /** Ends idle connections; requests under way finish first. */
  close(): Promise<void>;
}

const CONNECTIONS_PER_ORIGIN = 32;
const KEEP_ALIVE_MS = 30_000;

/** Http on keep-alive connections, one pool for each set of TLS options. */
export function createHttp(options: HttpOptions = {}): ClosableHttp {
  const pools = new Map<string, Dispatcher>();

  function poolFor(tls: TlsOptions): Dispatcher {
    const key = JSON.stringify([tls.insecure === true, tls.ca ?? '']);
    const pool = pools.get(key) ?? createPool(options, tls);
    pools.set(key, pool);
    return pool;
  }

  return {
    request: (request) => exchange(poolFor(request.tls ?? {}), request),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

/** Empty strings rather than undefined, so that the variables of this process are not read unasked. */
function createPool(proxy: HttpOptions, tls: TlsOptions): Dispatcher {
  const connect = {
    rejectUnauthorized: tls.insecure !== true,
    ...(tls.ca === undefined ? {} : { ca: [...getCACertificates('default'), tls.ca] }),
  };
  return new EnvHttpProxyAgent({
    httpProxy: proxy.httpProxy ?? '',
    httpsProxy: proxy.httpsProxy ?? '',
    noProxy: proxy.noProxy ?? '',
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect,
    requestTls: connect,
  });
}

async function exchange(dispatcher: Dispatcher, request: HttpRequest): Promise<HttpResponse> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const { signal: stop } = request;
  const signal = stop === undefined ? timeout : AbortSignal.any([timeout, stop]);
  try {
    const { statusCode, headers, body } = await undiciRequest(request.url, {
      dispatcher,
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      signal,
    });
    const bytes = await readBounded(body, request);
    return { status: statusCode, headers: joined(headers), body: bytes };
  } catch (thrown) {
    if (thrown instanceof TagboatError) throw thrown;
    if (stop?.aborted === true) throw stop.reason;
    throw unavailable(request, timeout.aborted, thrown);
  }
}

/** Stops reading as soon as the body is too large, whatever its announced length. */
async function readBounded(
  body: AsyncIterable<Uint8Array>,
  { url, maxBytes }: HttpRequest,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new TagboatError('refused', {
        what: 'the answer is too large',
        where: printableUrl(url),
        expected: `at most ${maxBytes} bytes`,
      });
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function unavailable(request: HttpRequest, timedOut: boolean, thrown: unknown): TagboatError {
  const where = printableUrl(request.url);
  const what = timedOut
    ? `no whole answer came within ${request.timeoutMs} ms`
    : `the connection failed (${reasonOf(thrown)})`;
  return new TagboatError('unavailable', { what, where }, thrown);
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { code } = thrown as NodeJS.ErrnoException;
  return [code, thrown.message].filter((part) => part !== undefined && part !== '').join(': ');
}
