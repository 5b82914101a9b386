import { compareBytes } from '../model/byte-order.ts';
import type { TagFacts, Verdict } from '../model/verdict.ts';
import type { Strategy } from './strategy.ts';

/** A tag that the strategy can order. */
export interface Ranked {
  readonly tag: string;
  /** 0 is the highest; tags with equal keys share it. */
  readonly rank: number;
}

export interface Order {
  /** Highest first. */
  readonly ranked: readonly Ranked[];
  readonly refused: readonly Verdict[];
}

/** A Strategy with its kind of key closed in, so that all strategies look alike. */
export interface Ranking extends Pick<Strategy<unknown>, 'taken' | 'below' | 'level'> {
  order(tags: readonly string[], facts: ReadonlyMap<string, TagFacts>): Order;
}

export function createRanking<Key>(strategy: Strategy<Key>): Ranking {
  const { taken, below, level } = strategy;
  return { taken, below, level, order: (tags, facts) => order(strategy, tags, facts) };
}

function order<Key>(
  strategy: Strategy<Key>,
  tags: readonly string[],
  facts: ReadonlyMap<string, TagFacts>,
): Order {
  const keyed: { readonly tag: string; readonly key: Key }[] = [];
  const refused: Verdict[] = [];
  for (const tag of tags) {
    const reading = strategy.read(tag, facts.get(tag));
    if ('key' in reading) keyed.push({ tag, key: reading.key });
    else refused.push({ tag, ...reading });
  }
  keyed.sort((a, b) => strategy.compare(b.key, a.key) || compareBytes(b.tag, a.tag));
  let rank = 0;
  const ranked = keyed.map(({ tag, key }, i) => {
    const above = keyed[i - 1];
    if (above !== undefined && strategy.compare(above.key, key) !== 0) rank++;
    return { tag, rank };
  });
  return { ranked, refused };
}
