import { TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import type { HttpResponse } from '../ports.ts';
import type { Ask, Exchange } from './exchange.ts';
import type { Send, Target } from './session.ts';
import { answerError } from './wire/answer-errors.ts';
import { redirectTarget } from './wire/redirect.ts';

/**
 * Gets content that is checked by its digest afterwards, wherever the registry redirects to. The login
 * stays with the registry's own origin.
 *
 * @returns an answer of status 200
 * @throws TagboatError `not-found` (404), `refused` (another status, a redirect not to be followed);
 *   what Send throws
 */
export type GetContent = (target: Target, ask: Ask) => Promise<HttpResponse>;

const MOST_REDIRECTS = 5;

export function createGetContent(send: Send, exchange: Exchange): GetContent {
  async function hop(target: Target, ask: Ask): Promise<HttpResponse> {
    const home = new URL(target.endpoint.apiUrl).origin;
    return new URL(ask.url).origin === home ? send(target, ask) : exchange(target.endpoint, ask);
  }

  return async (target, ask) => {
    let { url } = ask;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await hop(target, { ...ask, url });
      const next = nextUrl(url, answer);
      if (next === undefined) return expectContent(answer, url);
      url = next;
    }
    throw lost(ask.url);
  };
}

function nextUrl(url: string, { status, headers }: HttpResponse): string | undefined {
  const next = redirectTarget({ url, status, location: headers.location });
  if (next.ok) return next.value;
  throw next.error;
}

/** 401 and 403 come from the end of a redirect only, whose grant ran out. */
const PASSING: readonly number[] = [401, 403, 408];

function expectContent(answer: HttpResponse, url: string): HttpResponse {
  const { status, body } = answer;
  if (status === 200) return answer;
  if (status === 404) throw notFound(url);
  const said = answerError(body);
  throw new TagboatError(PASSING.includes(status) ? 'unavailable' : 'refused', {
    what: `the registry answered with status ${status}`,
    where: printableUrl(url),
    found: said === undefined ? undefined : `${said.code} ${said.message}`.trim(),
    expected: 'status 200',
    status,
  });
}

export function notFound(url: string): TagboatError {
  const what = 'the registry has no such thing';
  return new TagboatError('not-found', { what, where: printableUrl(url), status: 404 });
}

function lost(url: string): TagboatError {
  const what = `the registry redirects more than ${MOST_REDIRECTS} times`;
  return new TagboatError('refused', { what, where: printableUrl(url) });
}
