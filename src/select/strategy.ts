import type { TagFacts, VerdictCode } from '../model/verdict.ts';

/** Why a tag is refused: the code for programs, the clause for a person. */
export interface Refusal {
  readonly code: VerdictCode;
  /** Without the tag itself: `is not a version`. */
  readonly reason: string;
}

/** By what a tag is ordered, or why it cannot be. */
export type Reading<Key> = { readonly key: Key } | Refusal;

/** How one strategy reads tags and orders them; equal keys are ordered by the bytes of the tags. */
export interface Strategy<Key> {
  /** `facts` are given to a strategy that asks for them about all tags, and known then. */
  readonly read: (tag: string, facts: TagFacts | undefined) => Reading<Key>;
  readonly compare: (a: Key, b: Key) => number;
  /** Says of the tag that is taken why: `highest version inside ^1`. */
  readonly taken: string;
  /** Stands before the taken tag, in the verdict of those below it: `lower than`. */
  readonly below: string;
  /** The same for those with an equal key, where there can be any: `same version as`. */
  readonly level?: string | undefined;
}
