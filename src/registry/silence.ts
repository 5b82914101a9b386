import { TagboatError } from '../model/errors.ts';
import type { Clock } from '../ports.ts';

/** Notices a registry that answers nobody, so that those who queue for it need not each wait in vain. */
export interface Silence {
  /** Why a request that waits since then has no hope, if it has none. */
  since(askedAt: number): TagboatError | undefined;
  /** Takes note of how a request ended. */
  note(end: unknown): void;
}

/**
 * @param patience how many requests in a row must end without any answer, so that one that is slow to
 *   answer spoils nothing for the others
 */
export function createSilence(clock: Pick<Clock, 'now'>, patience: number): Silence {
  let unanswered = 0;
  let last: { readonly at: number; readonly error: TagboatError } | undefined;
  return {
    since: (askedAt) =>
      unanswered >= patience && last !== undefined && askedAt < last.at ? last.error : undefined,
    note(end) {
      if (isSilence(end)) {
        unanswered += 1;
        last = { at: clock.now(), error: end };
      } else {
        unanswered = 0;
      }
    },
  };
}

function isSilence(end: unknown): end is TagboatError {
  return (
    end instanceof TagboatError && end.code === 'unavailable' && end.problem.status === undefined
  );
}
