/**
 * What can go wrong, as a closed set. The code alone decides what happens next (`nextStep`).
 *
 * - `invalid-config`: something a person wrote cannot be used (annotation, constraint, Secret, file)
 * - `unauthorized`: credentials were refused (401, 403), even after they were read again
 * - `not-found`: the named thing does not exist
 * - `rate-limited`: the peer asked to slow down (429, or 403 with a quota header)
 * - `unavailable`: network failure, time-out, 5xx: nothing is known about the answer
 * - `conflict`: what was read has changed meanwhile; read again and decide again
 * - `refused`: an answer that must not be trusted or followed (too large, foreign origin, path escape)
 * - `internal`: a defect of Tagboat
 */
export type ErrorCode =
  | 'invalid-config'
  | 'unauthorized'
  | 'not-found'
  | 'rate-limited'
  | 'unavailable'
  | 'conflict'
  | 'refused'
  | 'internal';

/** What a failure says to a person. None of it may hold a secret. */
export interface Problem {
  /** One clause in the past tense: `the constraint does not parse`. */
  readonly what: string;
  /** The object and key, file and line, or URL: `Application argocd/back, annotation …/back.allow-tags`. */
  readonly where: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** Milliseconds after which a retry makes sense, when the peer said so. */
  readonly retryAfterMs?: number | undefined;
  /** The status of the HTTP answer behind it, if there was one. */
  readonly status?: number | undefined;
}

export class TagboatError extends Error {
  override readonly name = 'TagboatError';
  readonly code: ErrorCode;
  readonly problem: Problem;

  constructor(code: ErrorCode, problem: Problem, cause?: unknown) {
    super(sentence(problem), cause === undefined ? undefined : { cause });
    this.code = code;
    this.problem = problem;
  }
}

/** A value, or the reason why there is none. Pure code returns it; only the edges throw. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: TagboatError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: ErrorCode, problem: Problem, cause?: unknown): Result<never> {
  return { ok: false, error: new TagboatError(code, problem, cause) };
}

/** The value, for the edges that throw. */
export function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw result.error;
  return result.value;
}

/** `again`: at once, after reading anew; `later`: at the next cycle; `never`: until somebody changes something. */
export function nextStep(code: ErrorCode): 'again' | 'later' | 'never' {
  switch (code) {
    case 'conflict':
      return 'again';
    case 'unauthorized':
    case 'not-found':
    case 'rate-limited':
    case 'unavailable':
    case 'internal':
      return 'later';
    case 'invalid-config':
    case 'refused':
      return 'never';
  }
}

/** Any thrown value as a TagboatError, so that the edges handle one type. */
export function asTagboatError(thrown: unknown, where: string): TagboatError {
  if (thrown instanceof TagboatError) return thrown;
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return new TagboatError('internal', { what, where }, thrown);
}

function sentence({ what, where, found, expected, hint }: Problem): string {
  const parts = [`${where}: ${what}`];
  if (found !== undefined) parts.push(`found ${found}`);
  if (expected !== undefined) parts.push(`expected ${expected}`);
  if (hint !== undefined) parts.push(hint);
  return parts.join('; ');
}
