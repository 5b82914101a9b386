import { readFile } from 'node:fs/promises';
import { TagboatError } from '../model/errors.ts';
import { Secret } from '../model/secret.ts';
import type { Clock } from '../ports.ts';

/** What is shown to the API server: a bearer token, a client certificate (PEM), both, or nothing. */
export interface KubeCredential {
  readonly token?: Secret | undefined;
  readonly certificate?: { readonly cert: string; readonly key: Secret } | undefined;
}

export interface KubeAuth {
  /** The credential to use now. @throws TagboatError `invalid-config`, `unavailable` */
  credential(): Promise<KubeCredential>;
  /** After a 401: forgets what is kept, and tells whether looking again can bring something else. */
  renew(): boolean;
}

export function staticAuth(credential: KubeCredential): KubeAuth {
  return { credential: async () => credential, renew: () => false };
}

/** How long a token read from a file is used: the kubelet replaces it long before it expires. */
const TOKEN_FILE_MS = 60_000;

/** A token in a file that something else replaces from time to time, as a pod's service account. */
export function tokenFileAuth(path: string, clock: Clock): KubeAuth {
  let kept: { readonly token: Secret; readonly until: number } | undefined;
  return {
    async credential() {
      if (kept === undefined || kept.until <= clock.now()) {
        kept = { token: await readToken(path), until: clock.now() + TOKEN_FILE_MS };
      }
      return { token: kept.token };
    },
    renew() {
      kept = undefined;
      return true;
    },
  };
}

async function readToken(path: string): Promise<Secret> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TagboatError(
      'unavailable',
      { what: 'the token file cannot be read', where: `file ${path}` },
      cause,
    );
  });
  const token = text.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return new Secret(token);
  throw new TagboatError('invalid-config', {
    what: 'the file holds no bearer token',
    where: `file ${path}`,
    expected: 'one line of printable characters',
  });
}
