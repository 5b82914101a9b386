import type { TagboatError } from '../model/errors.ts';
import type { Watch } from '../model/watch.ts';

/** What is to be watched, and what is wrong with what people wrote. */
export interface Watched {
  readonly watches: readonly Watch[];
  /** Each names its object and key. Some stop an image, some only deserve a warning; none stops the rest. */
  readonly problems: readonly TagboatError[];
}

/** Where Watches come from: the annotations of Applications, or ImageUpdater resources. */
export interface Source {
  watches(): Watched;
}
