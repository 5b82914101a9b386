import type { HttpResponse } from '../ports.ts';
import type { Exchange } from './exchange.ts';
import type { Endpoint } from './registries.ts';
import { singleFlight } from './single-flight.ts';
import { type Challenge, parseChallenge } from './wire/challenge.ts';

/** How each registry wants its users to prove who they are. */
export interface Challenges {
  /** Asks `/v2/` once in a process, unless the registry is configured without ping. */
  ask(endpoint: Endpoint): Promise<void>;
  /** Undefined when the registry asks for nothing, as far as known. */
  known(endpoint: Endpoint): Challenge | undefined;
  /** Takes over the challenge of a refusal. @returns whether it is news */
  learn(endpoint: Endpoint, refusal: HttpResponse): boolean;
}

const PING_BYTES = 64 * 1024;

export function createChallenges(exchange: Exchange): Challenges {
  const found = new Map<string, Challenge | undefined>();
  const pinging = singleFlight<void>();

  function learn({ apiUrl }: Endpoint, { headers }: HttpResponse): boolean {
    const challenge = parseChallenge(headers['www-authenticate']);
    const news = JSON.stringify(challenge) !== JSON.stringify(found.get(apiUrl));
    if (challenge !== undefined && news) found.set(apiUrl, challenge);
    return challenge !== undefined && news;
  }

  async function ping(endpoint: Endpoint): Promise<void> {
    const url = `${endpoint.apiUrl}/v2/`;
    const answer = await exchange(endpoint, {
      kind: 'ping',
      method: 'GET',
      url,
      maxBytes: PING_BYTES,
    });
    found.set(endpoint.apiUrl, undefined);
    if (answer.status === 401) learn(endpoint, answer);
  }

  return {
    async ask(endpoint) {
      if (!endpoint.ping || found.has(endpoint.apiUrl)) return;
      await pinging(endpoint.apiUrl, () => ping(endpoint));
    },
    known: ({ apiUrl }) => found.get(apiUrl),
    learn,
  };
}
