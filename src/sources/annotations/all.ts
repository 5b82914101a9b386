import type { Result, TagboatError } from '../../model/errors.ts';

/** A value, or everything that is wrong with it: a person repairs it in one go. */
export type All<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly TagboatError[] };

/** What is wrong with the parts of one thing. */
export function errorsOf(parts: readonly Result<unknown>[]): readonly TagboatError[] {
  return parts.flatMap((part) => (part.ok ? [] : [part.error]));
}
