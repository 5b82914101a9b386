import { asTagboatError } from '../model/errors.ts';
import { type AppKey, appName, type Watch } from '../model/watch.ts';
import { type CyclesDeps, createCycles, repositoryName } from './cycles.ts';
import type { Result } from './outcomes.ts';
import { createQueue } from './queue.ts';
import type { Freshness } from './selector.ts';

export interface Controller {
  /** One cycle over every Watch. */
  once(): Promise<readonly Result[]>;
  /** A cycle every `intervalMs`, and one at once for what changes, until the signal ends it gracefully. */
  run(intervalMs: number, signal: AbortSignal): Promise<void>;
  /**
   * Looks at an Application anew, without asking registries for tag lists they gave already. Only while
   * `run` is under way: `once` would meet the echo of its own writes.
   */
  applicationChanged(app: AppKey): void;
  /** When the last cycle ended, milliseconds since 1970; undefined before the first has. */
  lastCycle(): number | undefined;
}

/** Changes come in bursts, so they are gathered for a moment: each look at the Watches is a look at all. */
const GATHER_MS = 100;

/** Turns triggers (the interval, a changed Application) into cycles over the repositories concerned. */
export function createController(deps: CyclesDeps): Controller {
  const { source, clock, log } = deps;
  const cycles = createCycles(deps);
  let running: AbortSignal | undefined;
  let changed = new Set<string>();
  const queue = createQueue<Freshness>({
    run: (batch) =>
      cycles.run((repository) => batch.get(repositoryName(repository))).then(noResult, failed),
    merge: (a, b) => (a === 'new' || b === 'new' ? 'new' : 'known'),
  });

  async function enqueue(isMine: (watch: Watch) => boolean, freshness: Freshness): Promise<void> {
    const { watches } = source.watches();
    for (const watch of watches) {
      if (isMine(watch)) queue.add(repositoryName(watch.repository), freshness);
    }
    if (watches.length === 0) await cycles.run(() => undefined);
  }

  function lookAtChanged(): void {
    const apps = changed;
    changed = new Set();
    enqueue(({ app }) => apps.has(appName(app)), 'known').catch(failed);
  }

  /** The next interval tries again. */
  function failed(thrown: unknown): void {
    log.error('cycle failed', { error: asTagboatError(thrown, 'cycle') });
  }

  return {
    once: () => cycles.run(() => 'new'),
    lastCycle: cycles.last,
    applicationChanged(app) {
      if (running === undefined) return;
      if (changed.size === 0) clock.sleep(GATHER_MS, running).then(lookAtChanged, noResult);
      changed.add(appName(app));
    },
    async run(intervalMs, signal) {
      running = signal;
      while (!signal.aborted) {
        await enqueue(() => true, 'new').catch(failed);
        await clock.sleep(intervalMs, signal).catch(noResult);
      }
      await queue.stop();
    },
  };
}

function noResult(): void {}
