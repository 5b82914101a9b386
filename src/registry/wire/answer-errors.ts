import * as z from 'zod';
import { printable } from '../../model/printable.ts';
import { parseJson } from './json.ts';

const errors = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1),
});

/** What a registry says went wrong (distribution-spec, error codes), for people. */
export interface AnswerError {
  readonly code: string;
  readonly message: string;
}

/** The first error in an answer's body, if it holds any. */
export function answerError(body: Uint8Array): AnswerError | undefined {
  const first = errors.safeParse(parseJson(body)).data?.errors[0];
  if (first === undefined) return undefined;
  return { code: printable(first.code), message: printable(first.message ?? '') };
}
