import type { Result, TagboatError } from '../model/errors.ts';
import type { GitCredentialSource } from '../model/watch.ts';

/** A branch of a repository, and the files of it that matter. */
export interface GitTarget {
  /** URL, as the Application has it. */
  readonly repository: string;
  /** Undefined, `''` and `HEAD` mean the repository's default branch. */
  readonly branch?: string | undefined;
  readonly credentials: GitCredentialSource;
  /** Relative to the repository's root; files that do not exist are fine. Only these can be written. */
  readonly paths: readonly string[];
}

/**
 * The files of a branch as they are now, by path: no entry for a file that does not exist, an error for one
 * that is not read (a symlink, too large, not text), so that one bad file stops no other.
 */
export type BranchFiles = ReadonlyMap<string, Result<string>>;

export interface PreparedCommit {
  /** New contents by path. A file that does not exist is made, with its directories. */
  readonly writes: ReadonlyMap<string, string>;
  readonly message: string;
}

/**
 * What to commit, or undefined when nothing has to change. Must depend on nothing but the files: it is
 * asked again with fresh ones when somebody else has pushed meanwhile.
 */
export type PrepareCommit = (files: BranchFiles) => PreparedCommit | undefined;

export type GitOutcome =
  | { readonly kind: 'unchanged'; readonly branch: string; readonly head: string }
  | {
      readonly kind: 'pushed';
      readonly branch: string;
      /** The commit that was pushed, on top of `head`. */
      readonly commit: string;
      readonly head: string;
      /** 1 unless it had to be tried again, as when somebody else pushed meanwhile. */
      readonly attempts: number;
    };

/** One update of a branch that waits for its end: exactly one of `done` and `fail` is called, once. */
export interface Job {
  /** Checked; undefined is the default branch. */
  readonly branch: string | undefined;
  readonly paths: readonly string[];
  readonly prepare: PrepareCommit;
  readonly done: (outcome: GitOutcome) => void;
  readonly fail: (error: TagboatError) => void;
}
