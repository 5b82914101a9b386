import type { Decision, Outcome } from '../model/plan.ts';
import { appName, type Watch } from '../model/watch.ts';
import type { Log } from '../ports.ts';
import { lineOf } from './format/line.ts';

export interface Reporter {
  report(watch: Watch, decision: Decision, outcome: Outcome | undefined): void;
  /** Something that concerns no single Watch: said once, and again after it went away. */
  problems(errors: readonly Error[]): void;
  /** Forgets Watches that are gone. */
  keepOnly(watches: readonly Watch[]): void;
}

/**
 * Tells the log one line a decision, and only when it differs from the last one for the same Watch:
 * a cycle in which nothing is new says nothing.
 */
export function createReporter(log: Log): Reporter {
  const told = new Map<string, string>();
  let toldProblems: ReadonlySet<string> = new Set();
  return {
    report(watch, decision, outcome) {
      const { level, message, data } = lineOf(decision, outcome);
      const key = watchKey(watch);
      const said = newsIn(
        `${message} ${JSON.stringify(data, (_, value: unknown) => (value instanceof Error ? value.message : value))}`,
      );
      if (told.get(key) === said && outcome?.kind !== 'written') return;
      told.set(key, said);
      log[level](message, data);
    },
    problems(errors) {
      const now = new Set(errors.map((error) => newsIn(error.message)));
      for (const error of errors) {
        if (!toldProblems.has(newsIn(error.message))) log.warn('configuration problem', { error });
      }
      toldProblems = now;
    },
    keepOnly(watches) {
      const kept = new Set(watches.map(watchKey));
      for (const key of told.keys()) if (!kept.has(key)) told.delete(key);
    },
  };
}

/** What took how long is another number in every cycle: `left alone for 53 s more`, `after 12 ms`. */
function newsIn(text: string): string {
  return text.replaceAll(/\b\d+ m?s\b/g, 'a time');
}

function watchKey({ app, alias, image }: Watch): string {
  return `${appName(app)} ${alias} ${image.registry}/${image.repository}`;
}
