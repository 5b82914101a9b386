import type { TagboatError } from '../model/errors.ts';
import type { Change, Decision, Outcome } from '../model/plan.ts';
import { appName, type Watch } from '../model/watch.ts';

/** What became of one Watch in one cycle. */
export interface Result {
  readonly watch: Watch;
  readonly decision: Decision;
  /** Absent when nothing had to be written, or in a dry run. */
  readonly outcome?: Outcome | undefined;
}

/** How the one write that carries several Changes ended. */
export type Written =
  | { readonly kind: 'written'; readonly commit?: string | undefined }
  | { readonly kind: 'failed'; readonly error: TagboatError };

/**
 * The images to write: the Changes, and beside them what is current already in the same Applications, so
 * that the tracked images of an Application always stand together (upstream §1.3). Empty when nothing
 * changes.
 */
export function editsOf(decisions: readonly Decision[]): readonly Change[] {
  const changing = new Set(
    decisions.flatMap((d) => (d.kind === 'change' ? [appName(d.change.watch.app)] : [])),
  );
  return decisions.flatMap((decision) => {
    if (decision.kind === 'change') return [decision.change];
    if (decision.kind !== 'current' || !changing.has(appName(decision.watch.app))) return [];
    return [{ watch: decision.watch, from: decision.image, to: decision.image }];
  });
}

/** Each Decision with what became of it; `undefined` when nothing was written. */
export function outcomesOf(
  decisions: readonly Decision[],
  written: Written | undefined,
): readonly Result[] {
  return decisions.map((decision) => {
    if (decision.kind !== 'change') return { watch: decision.watch, decision };
    const { change } = decision;
    const outcome = written === undefined ? undefined : { ...written, change };
    return { watch: change.watch, decision, outcome };
  });
}
