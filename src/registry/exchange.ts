import { TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import type { Clock, Http, HttpRequest, HttpResponse, Random } from '../ports.ts';
import type { Endpoint } from './registries.ts';
import { createSilence, type Silence } from './silence.ts';
import { CONCURRENCY, createThrottle, LONGEST_WAIT_MS, type Throttle } from './throttle.ts';
import { answerError } from './wire/answer-errors.ts';
import { parseRetryAfter } from './wire/retry-after.ts';

export type RequestKind = 'ping' | 'list' | 'head' | 'manifest' | 'blob' | 'token';

/** A request to a registry or its token server; all of them only read, so each may be repeated. */
export interface Ask {
  readonly kind: RequestKind;
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxBytes: number;
}

export interface ExchangeDeps {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  /** Told of each request as it is sent, repetitions included. */
  readonly onRequest?: ((kind: RequestKind, registry: string) => void) | undefined;
}

/**
 * Sends a request within the registry's limits, and again when it failed for a passing reason.
 *
 * @returns any answer but 429 and 5xx (501 is an answer)
 * @throws TagboatError `rate-limited` with `retryAfterMs`, `unavailable`, `refused` (too large)
 */
export type Exchange = (endpoint: Endpoint, ask: Ask) => Promise<HttpResponse>;

const TIMEOUT_MS = 30_000;
const MOST_RETRIES = 3;
const FIRST_BACKOFF_MS = 250;
const DEFAULT_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

export function createExchange(deps: ExchangeDeps): Exchange {
  const { clock } = deps;
  const lines = new Map<string, Line>();

  function lineTo({ apiUrl, name, limit }: Endpoint): Line {
    const line = lines.get(apiUrl) ?? {
      throttle: createThrottle(clock, { name, perSecond: limit }),
      silence: createSilence(clock, CONCURRENCY),
    };
    lines.set(apiUrl, line);
    return line;
  }

  return (endpoint, ask) => exchange(deps, lineTo(endpoint), endpoint, ask);
}

/** What is kept of one registry. */
interface Line {
  readonly throttle: Throttle;
  readonly silence: Silence;
}

async function exchange(
  deps: ExchangeDeps,
  { throttle, silence }: Line,
  endpoint: Endpoint,
  ask: Ask,
): Promise<HttpResponse> {
  const { clock, random } = deps;
  const askedAt = clock.now();
  const giveUpAt = askedAt + TIMEOUT_MS;
  for (let retries = 0; ; retries += 1) {
    const answer = await throttle.run(async () => {
      const hopeless = silence.since(askedAt);
      if (hopeless !== undefined) throw hopeless;
      const end = await attempt(deps, endpoint, ask);
      silence.note(end);
      return end;
    });
    if (!(answer instanceof TagboatError)) return answer;
    const { retryAfterMs = DEFAULT_PAUSE_MS } = answer.problem;
    if (answer.code === 'rate-limited') throttle.pause(retryAfterMs);
    const delay = delayBefore(retries, answer, random);
    if (clock.now() + delay > giveUpAt) throw answer;
    await clock.sleep(delay);
  }
}

/**
 * Milliseconds to wait before trying again, infinite when trying again is no use: between half and the
 * whole of a time that doubles, so that those who failed together come back apart.
 */
function delayBefore(retries: number, failure: TagboatError, random: Random): number {
  if (failure.code === 'refused' || retries === MOST_RETRIES) return Number.POSITIVE_INFINITY;
  const backoff = FIRST_BACKOFF_MS * 2 ** retries * (0.5 + random() / 2);
  const delay = Math.max(failure.problem.retryAfterMs ?? 0, backoff);
  return delay > LONGEST_WAIT_MS ? Number.POSITIVE_INFINITY : delay;
}

/** The answer, or why there is none worth having. */
async function attempt(
  deps: ExchangeDeps,
  endpoint: Endpoint,
  ask: Ask,
): Promise<HttpResponse | TagboatError> {
  const { kind, ...request } = ask;
  deps.onRequest?.(kind, endpoint.name);
  try {
    const answer = await deps.http.request(httpRequest(request, endpoint));
    return failureOf(answer, ask, deps.clock.now()) ?? answer;
  } catch (thrown) {
    if (thrown instanceof TagboatError) return thrown;
    throw thrown;
  }
}

function httpRequest(request: Omit<Ask, 'kind'>, { tls }: Endpoint): HttpRequest {
  return { ...request, timeoutMs: TIMEOUT_MS, tls };
}

/** 501 is an answer: this registry does not do that, and never will. */
function passing(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

function failureOf(
  { status, headers, body }: HttpResponse,
  ask: Ask,
  now: number,
): TagboatError | undefined {
  if (!passing(status)) return undefined;
  const wanted = parseRetryAfter(headers['retry-after'], now);
  const pause = Math.min(wanted ?? DEFAULT_PAUSE_MS, LONGEST_PAUSE_MS);
  const where = printableUrl(ask.url);
  if (status === 429) {
    const what = 'the registry asked to slow down';
    const hint = `it is left alone for ${Math.ceil(pause / 1000)} s`;
    return new TagboatError('rate-limited', { what, where, hint, status, retryAfterMs: pause });
  }
  const said = answerError(body);
  return new TagboatError('unavailable', {
    what: `the registry failed with status ${status}`,
    where,
    found: said === undefined ? undefined : `${said.code} ${said.message}`.trim(),
    status,
    ...(wanted === undefined ? {} : { retryAfterMs: pause }),
  });
}
