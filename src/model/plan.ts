import type { TagboatError } from './errors.ts';
import type { ImageRef } from './image.ts';
import type { Verdict } from './verdict.ts';
import type { Watch } from './watch.ts';

/** An image that gets a new tag or digest. */
export interface Change {
  readonly watch: Watch;
  /** What is written now; absent when nothing is. */
  readonly from?: ImageRef | undefined;
  /** The full image to write, with tag, digest or both. */
  readonly to: ImageRef;
}

/** Why a Watch changes nothing in this cycle. */
export type SkipCode =
  /** the Application runs no such image, and force-update is off */
  | 'not-live'
  /** no tag passes the policy */
  | 'nothing-allowed'
  /** the pick is lower than the current tag, which the list no longer carries */
  | 'downgrade'
  /** the registry could not say enough */
  | 'unknown';

/** What becomes of one Watch in one cycle, before anything is written. */
export type Decision =
  | { readonly kind: 'change'; readonly change: Change; readonly verdicts: readonly Verdict[] }
  | {
      readonly kind: 'current';
      readonly watch: Watch;
      readonly image: ImageRef;
      readonly verdicts: readonly Verdict[];
    }
  | {
      readonly kind: 'skip';
      readonly watch: Watch;
      readonly code: SkipCode;
      readonly reason: string;
      readonly verdicts: readonly Verdict[];
    }
  | { readonly kind: 'failed'; readonly watch: Watch; readonly error: TagboatError };

/** What became of a Change. */
export type Outcome =
  | {
      readonly kind: 'written';
      readonly change: Change /** commit id, in git mode */;
      readonly commit?: string | undefined;
    }
  | { readonly kind: 'failed'; readonly change: Change; readonly error: TagboatError };
