import { printable } from '../model/printable.ts';
import type { Strategy } from './strategy.ts';

/** The image built last, by the creation date that its config holds. */
export function newestBuild(): Strategy<number> {
  return {
    taken: 'built last',
    below: 'built before',
    level: 'built at the same time as',
    compare: (a, b) => a - b,
    read(_tag, facts) {
      if (facts?.kind === 'known' && facts.created !== undefined) return { key: facts.created };
      return facts?.kind === 'unusable'
        ? { code: facts.code, reason: printable(facts.reason) }
        : { code: 'no-metadata', reason: 'has no creation date' };
    },
  };
}
