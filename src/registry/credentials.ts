import type { Login } from '../model/secret.ts';
import type { CredentialSource } from '../model/watch.ts';
import type { Clock } from '../ports.ts';
import {
  type LoginFor,
  type PickLogin,
  readCredentialSource,
  type SourceDeps,
  sameLogin,
} from './credential-sources.ts';
import { singleFlight } from './single-flight.ts';

export interface LoginQuery extends LoginFor {
  /** When it was refused: the source is read again, unless it has been since or has a second login. */
  readonly refused?: Login | undefined;
  /** Age from which even a source that was never refused is read again. */
  readonly maxAgeMs?: number | undefined;
}

/** Registry logins from where users keep them. */
export interface Credentials {
  /**
   * @throws TagboatError `invalid-config` naming object and key when there is no usable login in it;
   *   what the Kubernetes API or the script throws
   */
  login(source: CredentialSource, query: LoginQuery): Promise<Login>;
}

export interface CredentialsDeps extends SourceDeps {
  readonly clock: Clock;
  /**
   * How long a Secret is not read again, in milliseconds: shorter than the interval between cycles, so
   * that each cycle sees a changed Secret, and long enough to read once for all images of a cycle.
   * @default 30000
   */
  readonly secretTtlMs?: number | undefined;
}

interface Kept {
  readonly pick: PickLogin;
  readonly readAt: number;
}

const SECRET_TTL_MS = 30_000;

export function createCredentials(deps: CredentialsDeps): Credentials {
  const kept = new Map<string, Kept>();
  const reading = singleFlight<PickLogin>();

  /** A script's login holds until it is refused, since scripts are slow; a variable costs nothing to read. */
  function maxAgeMs({ kind }: CredentialSource, query: LoginQuery): number {
    if (kind === 'env') return 0;
    const asked = query.maxAgeMs ?? Number.POSITIVE_INFINITY;
    return kind === 'ext' ? asked : Math.min(asked, deps.secretTtlMs ?? SECRET_TTL_MS);
  }

  async function readAnew(key: string, source: CredentialSource): Promise<PickLogin> {
    const readAt = deps.clock.now();
    const pick = await readCredentialSource(deps, source);
    kept.set(key, { pick, readAt });
    return pick;
  }

  return {
    async login(source, query) {
      const key = JSON.stringify(source);
      const known = kept.get(key);
      if (known !== undefined && deps.clock.now() - known.readAt < maxAgeMs(source, query)) {
        const login = known.pick(query);
        if (!sameLogin(login, query.refused)) return login;
      }
      const pick = await reading(key, () => readAnew(key, source));
      return pick(query);
    },
  };
}
