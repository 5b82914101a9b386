import { compareBytes } from '../model/byte-order.ts';
import type { Strategy } from './strategy.ts';

/** The last tag in byte order: `B` < `a`, `b10` < `b9`. */
export function alphabetical(): Strategy<string> {
  return {
    taken: 'last in byte order',
    below: 'sorts before',
    compare: compareBytes,
    read: (tag) => ({ key: tag }),
  };
}
