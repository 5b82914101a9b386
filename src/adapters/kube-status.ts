import * as z from 'zod';
import { type ErrorCode, TagboatError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';

/** The fields of a Kubernetes `Status` that matter here; a proxy in between may answer anything else. */
const Status = z.object({
  kind: z.literal('Status'),
  code: z.number().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      name: z.string().optional(),
      causes: z.array(z.unknown()).nullish(),
      retryAfterSeconds: z.number().optional(),
    })
    .optional(),
});
type Status = z.infer<typeof Status>;

/** An answer that is not a success. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The `Retry-After` header. */
  readonly retryAfter?: string | undefined;
  readonly where: string;
}

/** The error an answer stands for, with the API server's own words in it. */
export function statusError({ status, body, retryAfter, where }: FailedAnswer): TagboatError {
  const parsed = Status.safeParse(body);
  const said: Status = parsed.success ? parsed.data : { kind: 'Status' };
  const code = isUnappliedPatch(status, said) ? 'conflict' : codeOf(status);
  const seconds = Number(retryAfter ?? said.details?.retryAfterSeconds);
  return new TagboatError(code, {
    what: sentence(status, said),
    where,
    status,
    ...hintFor(status, parsed.success),
    ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
  });
}

/**
 * An ERROR event inside a watch carries a Status whose code is the one that matters.
 * @param body the event's object
 */
export function watchError(body: unknown, where: string): TagboatError {
  const parsed = Status.safeParse(body);
  return statusError({ status: parsed.data?.code ?? 500, body, where });
}

/**
 * A JSON patch that cannot be applied gets 422 `Invalid` with a message that says nothing and no
 * details; an object that breaks its schema gets 422 with the object's name and the causes.
 */
function isUnappliedPatch(status: number, { reason, details }: Status): boolean {
  return status === 422 && reason === 'Invalid' && !details?.name && !details?.causes?.length;
}

function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status === 409 || status === 410) return 'conflict';
  if (status === 429) return 'rate-limited';
  if (status >= 400 && status < 500) return 'invalid-config';
  return status >= 500 ? 'unavailable' : 'refused';
}

function sentence(status: number, said: Status): string {
  if (isUnappliedPatch(status, said)) return 'the patch does not apply to the object as it is now';
  const reason = said.reason === undefined ? '' : ` ${printable(said.reason)}`;
  const message = said.message === undefined ? '' : `: ${printable(said.message, 500)}`;
  return `the API server answered ${status}${reason}${message}`;
}

function hintFor(status: number, isStatus: boolean): { readonly hint?: string } {
  if (status === 401) return { hint: 'check the credentials of the kubeconfig or service account' };
  if (status === 403) return { hint: 'check the RBAC rules of the account' };
  // A missing object has a Status; a path that means nothing has none.
  if (status === 404 && !isStatus) return { hint: 'the kind is not served: is its CRD installed?' };
  return {};
}
