import { createHash } from 'node:crypto';
import { TagboatError } from '../model/errors.ts';
import { type Login, printableUrl } from '../model/secret.ts';
import type { Clock, HttpResponse } from '../ports.ts';
import type { Exchange } from './exchange.ts';
import { lru } from './lru.ts';
import type { Endpoint } from './registries.ts';
import { singleFlight } from './single-flight.ts';
import type { Challenge } from './wire/challenge.ts';
import { parseToken, type Token, tokenUrl } from './wire/token.ts';

export interface TokenRequest {
  readonly endpoint: Endpoint;
  readonly challenge: Challenge & { kind: 'bearer' };
  readonly scope: string;
  /** Absent for an anonymous token. */
  readonly login?: Login | undefined;
  /** A token that the registry no longer takes: it is not handed out again. */
  readonly refused?: string | undefined;
}

/** The token, or the answer that refused it: 401 or 403. */
type TokenAnswer = { readonly token: string } | { readonly denied: HttpResponse };

/** Bearer tokens, each kept until shortly before it expires and fetched once for all who ask meanwhile. */
export interface Tokens {
  /** @throws TagboatError as Exchange does, and `refused` for a realm or an answer that cannot be used */
  get(request: TokenRequest): Promise<TokenAnswer>;
}

interface Kept {
  readonly value: string;
  readonly expiresAt: number;
}

const MOST_TOKENS = 10_000;
const MAX_BYTES = 256 * 1024;
/** Of a token's life, so that none expires on its way. */
const USABLE_PART = 0.9;

export function createTokens(deps: { exchange: Exchange; clock: Clock }): Tokens {
  const kept = lru<Kept>(MOST_TOKENS);
  const fetching = singleFlight<TokenAnswer>();

  async function fetch(key: string, request: TokenRequest): Promise<TokenAnswer> {
    const askedAt = deps.clock.now();
    const answer = await ask(deps.exchange, request);
    if ('denied' in answer) return answer;
    const { value, lifetimeMs } = answer.token;
    kept.set(key, { value, expiresAt: askedAt + lifetimeMs * USABLE_PART });
    return { token: value };
  }

  return {
    async get(request) {
      const key = keyOf(request);
      const known = kept.get(key);
      const usable = known !== undefined && known.expiresAt > deps.clock.now();
      if (usable && known.value !== request.refused) return { token: known.value };
      return fetching(key, () => fetch(key, request));
    },
  };
}

async function ask(
  exchange: Exchange,
  { endpoint, challenge, scope, login }: TokenRequest,
): Promise<{ token: Token } | { denied: HttpResponse }> {
  const url = tokenUrl(challenge, scope, endpoint.apiUrl);
  if (!url.ok) throw url.error;
  const answer = await exchange(endpoint, {
    kind: 'token',
    method: 'GET',
    url: url.value,
    headers: login === undefined ? {} : { authorization: basic(login) },
    maxBytes: MAX_BYTES,
  });
  if (answer.status === 401 || answer.status === 403) return { denied: answer };
  if (answer.status !== 200) throw noToken(url.value, answer.status);
  const token = parseToken(answer.body, printableUrl(url.value));
  if (!token.ok) throw token.error;
  return { token: token.value };
}

function noToken(url: string, status: number): TagboatError {
  const what = `the token server answered with status ${status}`;
  return new TagboatError('unavailable', { what, where: printableUrl(url), status });
}

/** The `Authorization` header of RFC 7617. */
export function basic({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password.reveal()}`).toString('base64')}`;
}

/** The login as a hash, so that no password is kept longer than needed. */
function keyOf({ challenge, scope, login }: TokenRequest): string {
  const owner = login === undefined ? '' : createHash('sha256').update(basic(login)).digest('hex');
  return JSON.stringify([challenge.realm, challenge.service ?? '', scope, owner]);
}
