import { fail, ok, type Result } from '../../model/errors.ts';

/** `<URL>` and its parameters (RFC 8288). */
const LINK = /<([^<>]*)>([^<]*)/g;

/**
 * The next page of a list, from its `Link` header.
 *
 * @param from the URL that was asked, which the link may be relative to
 * @returns undefined on the last page; `refused` for a link to another origin, since the credentials
 *   would go there
 */
export function nextPage(header: string | undefined, from: string): Result<string | undefined> {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(LINK)) {
    if (!/;\s*rel\s*=\s*"?next"?\s*(?:[;,]|$)/i.test(parameters)) continue;
    const next = URL.canParse(target, from) ? new URL(target, from) : undefined;
    if (next?.origin === new URL(from).origin) return ok(next.toString());
    return fail('refused', {
      what: 'the link to the next page leads to another place',
      where: new URL(from).origin,
      found: next?.origin ?? 'no URL',
      expected: 'the same origin',
    });
  }
  return ok(undefined);
}
