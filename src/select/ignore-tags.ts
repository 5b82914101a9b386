import { ok, type Result } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import type { Filter } from './allow-tags.ts';
import { compileGlob } from './glob.ts';
import type { Refusal } from './strategy.ts';

/** Refuses what one of the globs matches. */
export function compileIgnoreTags(patterns: readonly string[], where: string): Result<Filter> {
  const globs: { readonly matches: (tag: string) => boolean; readonly refusal: Refusal }[] = [];
  for (const pattern of patterns) {
    const glob = compileGlob(pattern, where);
    if (!glob.ok) return glob;
    const reason = `is ignored by ignore-tags ${printable(pattern)}`;
    globs.push({ matches: glob.value, refusal: { code: 'ignored', reason } });
  }
  return ok((tag) => globs.find(({ matches }) => matches(tag))?.refusal);
}
