import { appName } from '../../src/model/watch.ts';
import type { Reporter } from '../../src/report/reporter.ts';

/** How a Watch fares in a cycle that does what it should. */
export type State = 'written' | 'current';

/** A Reporter that also tells when every Watch is where it should be. */
export interface Recorder<Moment> {
  readonly reporter: Reporter;
  /**
   * Resolves at the end of the cycle in which the last of all Watches came to this state, counting from
   * the last time this was asked.
   *
   * @throws Error when a Watch comes to something else
   */
  all(state: State): Promise<Recorded<Moment>>;
}

export interface Recorded<Moment> {
  readonly began: Moment;
  readonly ended: Moment;
}

export interface RecorderOptions<Moment> {
  readonly next: Reporter;
  /** How many Watches there are. */
  readonly watches: number;
  readonly now: () => Moment;
}

/** A cycle begins by forgetting the Watches that are gone, and ends by reporting all others in one go. */
export function createRecorder<Moment>({
  next,
  watches,
  now,
}: RecorderOptions<Moment>): Recorder<Moment> {
  const seen = { written: new Set<string>(), current: new Set<string>() };
  let began = now();
  let ended = began;
  let reporting = false;
  let failure: string | undefined;
  let wake: () => void = () => undefined;

  function endOfCycle(): void {
    reporting = false;
    ended = now();
    wake();
  }

  const reporter: Reporter = {
    problems: (errors) => next.problems(errors),
    keepOnly(kept) {
      began = now();
      next.keepOnly(kept);
    },
    report(watch, decision, outcome) {
      next.report(watch, decision, outcome);
      const state = outcome?.kind ?? decision.kind;
      const name = `${appName(watch.app)} ${watch.alias}`;
      if (state === 'written' || state === 'current') seen[state].add(name);
      else failure ??= `${name} came to: ${state}`;
      if (!reporting) queueMicrotask(endOfCycle);
      reporting = true;
    },
  };

  return {
    reporter,
    async all(state) {
      const settled = () => failure !== undefined || seen[state].size === watches;
      while (!settled()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== undefined) throw new Error(failure);
      seen.current.clear();
      seen.written.clear();
      return { began, ended };
    },
  };
}
