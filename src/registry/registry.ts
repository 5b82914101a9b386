import type { RepositoryRef } from '../model/image.ts';
import type { TagFacts } from '../model/verdict.ts';
import type { CredentialSource } from '../model/watch.ts';
import type { Clock, Http, Log, Random } from '../ports.ts';
import type { Credentials } from './credentials.ts';
import { createExchange, type RequestKind } from './exchange.ts';
import { createFacts, type FactsOptions, type FactsQuery } from './facts.ts';
import { createReader } from './reader.ts';
import type { Registries } from './registries.ts';
import { createSend, type Target } from './session.ts';
import { singleFlight } from './single-flight.ts';
import { createTagLister, type TagList } from './tag-lister.ts';
import { userKey } from './tag-memory.ts';
import { createTokens } from './tokens.ts';

/** What the updater asks image registries. Callers that ask the same at the same time share the answer. */
export interface Registry {
  /**
   * All tags, asked anew each time.
   *
   * @param credential of the image; without it, what is configured for its registry
   * @throws TagboatError `not-found` (no such repository), `unauthorized` (even with credentials read
   *   again), `rate-limited` with `retryAfterMs`, `unavailable`, `refused` (an answer not to be trusted),
   *   `invalid-config` (the credentials cannot be read)
   */
  listTags(repository: RepositoryRef, credential?: CredentialSource): Promise<TagList>;
  /**
   * What is known of one tag. Failures that may pass are an answer of kind `unknown`.
   *
   * @throws TagboatError `unauthorized`, `invalid-config` (the credentials cannot be read)
   */
  facts(repository: RepositoryRef, tag: string, query: TagQuery): Promise<TagFacts>;
}

interface TagQuery extends FactsQuery {
  readonly credential?: CredentialSource | undefined;
}

export interface RegistryDeps {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly credentials: Credentials;
  readonly registries: Registries;
  /** Told of each request as it is sent, repetitions included; `registry` is its configured name. */
  readonly onRequest?: ((kind: RequestKind, registry: string) => void) | undefined;
}

export function createRegistry(deps: RegistryDeps, options: FactsOptions = {}): Registry {
  const { clock, credentials, registries } = deps;
  const exchange = createExchange(deps);
  const tokens = createTokens({ exchange, clock });
  const send = createSend({ exchange, tokens, credentials });
  const lister = createTagLister(send, deps.log);
  const facts = createFacts({ reader: createReader(send, exchange), clock }, options);
  const listing = singleFlight<TagList>();

  function targetOf(repository: RepositoryRef, credential?: CredentialSource): Target {
    const { endpoint, path } = registries.locate(repository);
    if (credential !== undefined) return { endpoint, path, repository, credential };
    const { credentials: own, credentialsMaxAgeMs } = endpoint;
    return { endpoint, path, repository, credential: own, credentialMaxAgeMs: credentialsMaxAgeMs };
  }

  return {
    listTags(repository, credential) {
      const target = targetOf(repository, credential);
      return listing(userKey(target), () => lister.list(target));
    },
    facts(repository, tag, { credential, ...query }) {
      return facts.of(targetOf(repository, credential), tag, query);
    },
  };
}
