import * as z from 'zod';
import { fail, ok, type Result } from '../../model/errors.ts';
import { quoted } from '../../model/printable.ts';
import { parseJson } from './json.ts';

/** distribution-spec, "Pulling manifests": what a tag may look like. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** A registry without any tag answers null as well as []. */
const page = z.object({ tags: z.array(z.string()).nullish() });

export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** Of what is no tag list: enough to recognise a login page. */
const SHOWN = 80;

/** The strings of one page of a tag list, tags or not. */
export function parseTagPage(body: Uint8Array, where: string): Result<readonly string[]> {
  const parsed = page.safeParse(parseJson(body));
  if (parsed.success) return ok(parsed.data.tags ?? []);
  return fail('refused', {
    what: 'the tag list cannot be read',
    where,
    found: quoted(new TextDecoder().decode(body.subarray(0, SHOWN)), SHOWN),
    expected: 'JSON {"name": …, "tags": [strings]}',
    hint: 'check that api_url is that of an OCI registry',
  });
}
