import type { TagboatError } from '../../model/errors.ts';
import type { Decision, Outcome } from '../../model/plan.ts';
import type { Watch } from '../../model/watch.ts';
import type { Reporter } from '../../report/reporter.ts';

/** What was reported of one Application. */
export interface Seen {
  readonly decision: Decision;
  readonly outcome: Outcome | undefined;
}

/** A Reporter that others can wait on. */
export interface Watcher extends Reporter {
  /** The first report of this Application that matches; reports from before the call do not count. */
  next(application: string, matches: (seen: Seen) => boolean): Promise<Seen>;
}

interface Waiting {
  readonly application: string;
  readonly matches: (seen: Seen) => boolean;
  readonly resolve: (seen: Seen) => void;
  readonly reject: (error: Error) => void;
}

export function isCurrent({ decision }: Seen): boolean {
  return decision.kind === 'current';
}

export function isWritten({ outcome }: Seen): boolean {
  return outcome?.kind === 'written';
}

export function createWatcher(): Watcher {
  let waiting: readonly Waiting[] = [];

  function settle(watch: Watch, seen: Seen): void {
    const error = failure(seen);
    const mine = waiting.filter(
      ({ application, matches }) =>
        application === watch.app.name && (error !== undefined || matches(seen)),
    );
    waiting = waiting.filter((each) => !mine.includes(each));
    for (const { resolve, reject } of mine) {
      if (error === undefined) resolve(seen);
      else reject(error);
    }
  }

  return {
    report: (watch, decision, outcome) => settle(watch, { decision, outcome }),
    problems(errors) {
      const [error] = errors;
      if (error === undefined) return;
      for (const { reject } of waiting) reject(error);
      waiting = [];
    },
    keepOnly: () => undefined,
    next: (application, matches) =>
      new Promise((resolve, reject) => {
        waiting = [...waiting, { application, matches, resolve, reject }];
      }),
  };
}

function failure({ decision, outcome }: Seen): TagboatError | undefined {
  if (decision.kind === 'failed') return decision.error;
  return outcome?.kind === 'failed' ? outcome.error : undefined;
}
