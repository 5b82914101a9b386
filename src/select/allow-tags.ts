import { fail, ok, type Result } from '../model/errors.ts';
import { printable, quoted } from '../model/printable.ts';
import { compilePattern } from './pattern.ts';
import type { Refusal } from './strategy.ts';

/** Judges a tag by its name alone. */
export type Filter = (tag: string) => Refusal | undefined;

const PREFIX = /^regexp:/i;

/** `any` or nothing allows all; `regexp:` and an RE2 expression that must match somewhere in the tag. */
export function compileAllowTags(text: string, where: string): Result<Filter> {
  if (text === '' || text.toLowerCase() === 'any') return ok(() => undefined);
  if (!PREFIX.test(text)) return neither(text, where);
  const pattern = compilePattern(text.replace(PREFIX, ''), where);
  if (!pattern.ok) return pattern;
  const refusal: Refusal = {
    code: 'not-allowed',
    reason: `does not match allow-tags ${printable(text)}`,
  };
  return ok((tag) => (pattern.value.test(tag) ? undefined : refusal));
}

/** Upstream matches nothing then, and goes on in silence. */
function neither(text: string, where: string): Result<never> {
  return fail('invalid-config', {
    what: 'is neither any nor a regular expression',
    where,
    found: quoted(text),
    expected: 'any, or regexp: and an expression',
    hint: `write ${quoted(`regexp:${text}`)} if an expression is meant`,
  });
}
