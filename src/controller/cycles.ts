import type { TagboatError } from '../model/errors.ts';
import type { RepositoryRef } from '../model/image.ts';
import type { Watch } from '../model/watch.ts';
import type { Clock, Log } from '../ports.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Source } from '../sources/source.ts';
import { runCycle } from './cycle.ts';
import type { Result } from './outcomes.ts';
import type { Freshness } from './selector.ts';
import type { Stages } from './stages.ts';
import { staleOverride } from './stale.ts';

export interface CyclesDeps {
  readonly stages: Stages;
  readonly source: Source;
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly log: Log;
}

/** Which repositories a cycle is about, and how fresh their tag lists must be. */
export type Scope = (repository: RepositoryRef) => Freshness | undefined;

export interface Cycles {
  run(scope: Scope): Promise<readonly Result[]>;
  /** When the last one ended, milliseconds since 1970. */
  last(): number | undefined;
}

/** Cycles over what the source says at their start, each reported line by line. */
export function createCycles({ stages, source, reporter, clock, log }: CyclesDeps): Cycles {
  let last: number | undefined;

  function staleIn(watch: Watch): readonly TagboatError[] {
    const app = stages.application(watch.app);
    const stale = app && staleOverride(app, watch);
    return stale === undefined ? [] : [stale];
  }

  return {
    last: () => last,
    async run(scope) {
      const started = clock.now();
      const { watches, problems } = source.watches();
      reporter.problems([...problems, ...watches.flatMap(staleIn)]);
      reporter.keepOnly(watches);
      stages.selector.keepOnly(watches);
      const own = watches.filter((watch) => scope(watch.repository) !== undefined);
      const round = stages.selector.round((repository) => scope(repository) ?? 'known');
      const results = await runCycle(stages, own, round);
      for (const { watch, decision, outcome } of results) reporter.report(watch, decision, outcome);
      last = clock.now();
      log.debug('cycle done', { ...countsOf(results), ms: last - started });
      return results;
    },
  };
}

export function repositoryName({ registry, path }: RepositoryRef): string {
  return `${registry}/${path}`;
}

/** How many Watches came to what. */
export function countsOf(results: readonly Result[]) {
  const count = (matches: (result: Result) => boolean) => results.filter(matches).length;
  return {
    watches: results.length,
    updated: count(({ outcome }) => outcome?.kind === 'written'),
    current: count(({ decision }) => decision.kind === 'current'),
    skipped: count(({ decision }) => decision.kind === 'skip'),
    failed: count(
      ({ decision, outcome }) => decision.kind === 'failed' || outcome?.kind === 'failed',
    ),
  };
}
