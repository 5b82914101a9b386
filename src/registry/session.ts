import { TagboatError } from '../model/errors.ts';
import type { RepositoryRef } from '../model/image.ts';
import { type Login, printableUrl } from '../model/secret.ts';
import type { CredentialSource } from '../model/watch.ts';
import type { HttpResponse } from '../ports.ts';
import { createChallenges } from './challenges.ts';
import { sameLogin } from './credential-sources.ts';
import type { Credentials } from './credentials.ts';
import type { Ask, Exchange } from './exchange.ts';
import type { Endpoint } from './registries.ts';
import { basic, type Tokens } from './tokens.ts';
import { answerError } from './wire/answer-errors.ts';
import type { Challenge } from './wire/challenge.ts';
import { pullScope } from './wire/token.ts';

/** One repository of one registry, as one user sees it. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly path: string;
  /** As images name it, to find its login. */
  readonly repository: RepositoryRef;
  /** Absent for an anonymous user. */
  readonly credential?: CredentialSource | undefined;
  readonly credentialMaxAgeMs?: number | undefined;
}

/**
 * Sends a request as the target's user.
 *
 * @returns any answer but 401, 403, 429 and 5xx
 * @throws TagboatError `unauthorized` when the credentials were refused even after they were read again;
 *   what Exchange, Tokens and Credentials throw
 */
export type Send = (target: Target, ask: Ask) => Promise<HttpResponse>;

export interface SessionDeps {
  readonly exchange: Exchange;
  readonly tokens: Tokens;
  readonly credentials: Credentials;
}

/** What is sent along to prove who asks, or the answer by which the token server refused to vouch. */
interface Proof {
  readonly login?: Login | undefined;
  readonly token?: string | undefined;
  readonly denied?: HttpResponse | undefined;
}

interface Try {
  readonly proof: Proof;
  readonly answer: HttpResponse;
  readonly denied: boolean;
}

/**
 * The order of tries: with what is known; with the challenge that the first refusal taught; and with
 * credentials and token read anew, unless that brings nothing new.
 */
export function createSend(deps: SessionDeps): Send {
  const challenges = createChallenges(deps.exchange);

  async function once(target: Target, ask: Ask, refused?: Try): Promise<Try> {
    const proof = await prove(deps, target, challenges.known(target.endpoint), refused);
    const answer = proof.denied ?? (await deps.exchange(target.endpoint, proven(ask, proof)));
    return { proof, answer, denied: answer.status === 401 || answer.status === 403 };
  }

  return async (target, ask) => {
    await challenges.ask(target.endpoint);
    let last = await once(target, ask);
    const byRegistry = last.denied && last.proof.denied === undefined;
    if (byRegistry && challenges.learn(target.endpoint, last.answer))
      last = await once(target, ask);
    if (last.denied) last = await once(target, ask, last);
    if (last.denied) throw unauthorized(target, ask, last.answer);
    return last.answer;
  };
}

async function prove(
  deps: SessionDeps,
  target: Target,
  challenge: Challenge | undefined,
  refused: Try | undefined,
): Promise<Proof> {
  if (challenge === undefined) return refused === undefined ? {} : { denied: refused.answer };
  const login = await currentLogin(deps.credentials, target, refused?.proof.login);
  const newToken = challenge.kind === 'bearer' && refused?.proof.token !== undefined;
  if (refused !== undefined && !newToken && sameLogin(login, refused.proof.login)) {
    return { login, denied: refused.answer };
  }
  if (challenge.kind === 'basic') return { login };
  const { endpoint } = target;
  const scope = pullScope(new URL(endpoint.apiUrl).hostname, target);
  const wanted = { endpoint, challenge, scope, login, refused: refused?.proof.token };
  return { login, ...(await deps.tokens.get(wanted)) };
}

async function currentLogin(
  credentials: Credentials,
  { credential, endpoint, repository, credentialMaxAgeMs: maxAgeMs }: Target,
  refused: Login | undefined,
): Promise<Login | undefined> {
  if (credential === undefined) return undefined;
  const apiHost = new URL(endpoint.apiUrl).host;
  return credentials.login(credential, { repository, apiHost, maxAgeMs, refused });
}

function proven(ask: Ask, { login, token }: Proof): Ask {
  const plain = login === undefined ? undefined : basic(login);
  const authorization = token === undefined ? plain : `Bearer ${token}`;
  return authorization === undefined ? ask : { ...ask, headers: { ...ask.headers, authorization } };
}

function unauthorized({ credential }: Target, ask: Ask, answer: HttpResponse): TagboatError {
  const said = answerError(answer.body);
  const named = credential === undefined ? undefined : sourceName(credential);
  return new TagboatError('unauthorized', {
    what:
      named === undefined
        ? 'the registry wants credentials, and none are configured'
        : `the registry refused the credentials of ${named}`,
    where: printableUrl(ask.url),
    found: [`status ${answer.status}`, said?.code, said?.message].filter(Boolean).join(' '),
    hint:
      named === undefined
        ? 'name a pull secret for the image, or credentials in registries.conf'
        : `check that ${named} holds a login that may pull this repository`,
    status: answer.status,
  });
}

function sourceName(source: CredentialSource): string {
  switch (source.kind) {
    case 'secret':
      return `Secret ${source.namespace}/${source.name}, key ${source.field}`;
    case 'pullsecret':
      return `Secret ${source.namespace}/${source.name}`;
    case 'env':
      return `environment variable ${source.name}`;
    case 'ext':
      return `script ${source.path}`;
  }
}
