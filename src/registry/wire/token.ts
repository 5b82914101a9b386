import * as z from 'zod';
import { fail, ok, type Result } from '../../model/errors.ts';
import type { RepositoryRef } from '../../model/image.ts';
import type { Challenge } from './challenge.ts';
import { parseJson } from './json.ts';

/** What distribution's token spec says of an answer without `expires_in`, and its floor. */
const SHORTEST_SECONDS = 60;
const LONGEST_SECONDS = 24 * 3600;

const answer = z.object({
  token: z.string().min(1).optional(),
  access_token: z.string().min(1).optional(),
  expires_in: z.number().optional(),
});

export interface Token {
  readonly value: string;
  readonly lifetimeMs: number;
}

/** Reads a token server's answer (distribution's token spec; `access_token` is the OAuth2 spelling). */
export function parseToken(body: Uint8Array, where: string): Result<Token> {
  const parsed = answer.safeParse(parseJson(body));
  const value = parsed.data?.token ?? parsed.data?.access_token;
  if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) {
    return fail('refused', {
      what: 'the token server answered without a token',
      where,
      expected: 'JSON with `token` or `access_token`',
    });
  }
  const seconds = parsed.data?.expires_in ?? SHORTEST_SECONDS;
  const bounded = Math.min(Math.max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS);
  return ok({ value, lifetimeMs: bounded * 1000 });
}

/** The URL that grants `scope`. @returns `refused` for a realm that must not be asked */
export function tokenUrl(
  challenge: Challenge & { kind: 'bearer' },
  scope: string,
  registryUrl: string,
): Result<string> {
  const refuse = (what: string, expected: string) =>
    fail('refused', { what, where: registryUrl, expected });
  if (!URL.canParse(challenge.realm)) {
    return refuse('the registry names a token server that is no URL', 'an absolute URL');
  }
  const url = new URL(challenge.realm);
  if (!secureEnough(url.protocol, new URL(registryUrl).protocol)) {
    return refuse('the registry names a token server without TLS', 'https, as the registry itself');
  }
  if (challenge.service !== undefined) url.searchParams.set('service', challenge.service);
  url.searchParams.set('scope', scope);
  return ok(url.toString());
}

function secureEnough(realm: string, registry: string): boolean {
  return realm === 'https:' || (realm === 'http:' && registry === 'http:');
}

/**
 * What is asked for: to pull. Azure's registries want their own two actions besides, for listing
 * (upstream asks likewise).
 */
export function pullScope(host: string, { path }: Pick<RepositoryRef, 'path'>): string {
  const azure = host.endsWith('.azurecr.io') ? ',metadata_read,content_read' : '';
  return `repository:${path}:pull${azure}`;
}
