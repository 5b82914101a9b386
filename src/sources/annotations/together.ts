import type { Result, TagboatError } from '../../model/errors.ts';

/** All values, or everything that is wrong: a person repairs it in one go. */
export type All<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly TagboatError[] };

/** Turns named Results into one. */
export function together<T extends object>(
  parts: {
    readonly [K in keyof T]: Result<T[K]>;
  },
): All<T> {
  const errors: TagboatError[] = [];
  const values: Partial<T> = {};
  for (const name of Object.keys(parts) as (keyof T)[]) {
    const part = parts[name];
    if (part.ok) values[name] = part.value;
    else errors.push(part.error);
  }
  return errors.length === 0 ? { ok: true, value: values as T } : { ok: false, errors };
}
