import { fail, ok, type Result } from '../../model/errors.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

export interface Answered {
  readonly url: string;
  readonly status: number;
  readonly location?: string | undefined;
}

/**
 * Where an answer leads on to, or undefined when it is no redirect.
 *
 * @returns `refused` for what is not http(s), and for a step from https down to http
 */
export function redirectTarget({ url, status, location }: Answered): Result<string | undefined> {
  if (!REDIRECTS.includes(status)) return ok(undefined);
  const from = new URL(url);
  const to = URL.canParse(location ?? '', url) ? new URL(location ?? '', url) : undefined;
  const allowed = from.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
  if (location !== undefined && to !== undefined && allowed.includes(to.protocol)) {
    return ok(to.toString());
  }
  return fail('refused', {
    what: 'the registry redirects to a place that is not followed',
    where: `${from.origin}${from.pathname}`,
    found: location === undefined ? 'no location' : (to?.protocol ?? 'no URL'),
    expected: allowed.join(' or '),
  });
}
