/** A tag of the list, with what is known of it beyond its name. */
export interface Candidate {
  readonly tag: string;
  /** Digest of the manifest or index bytes, once asked for. */
  readonly digest?: string | undefined;
  /** When the image was built, milliseconds since 1970, once asked for. */
  readonly created?: number | undefined;
}

/** Why a Candidate was taken or refused. */
export type VerdictCode =
  | 'taken'
  /** allowed, but another one ranks higher */
  | 'lower'
  /** allowed and highest, but lower than the current tag, which the list no longer carries */
  | 'downgrade'
  | 'not-allowed'
  | 'ignored'
  | 'not-a-version'
  /** `20251114`, `20251114-173059`: a date beside dotted versions */
  | 'date-shaped'
  /** a commit SHA beside dotted versions */
  | 'sha-shaped'
  | 'prerelease'
  | 'outside-constraint'
  /** cosign and referrers fallback tags (`sha256-….sig`), or what no image can have as its tag */
  | 'not-an-image'
  | 'not-in-format'
  | 'not-extracted'
  /** digest strategy: not the tag that is followed */
  | 'other-tag'
  | 'no-platform'
  /** the manifest is gone, foreign, or carries no usable creation date */
  | 'no-metadata';

/** Something a person should know although the Candidate was taken. */
export type WarningCode =
  /** an explicit allow-tags let a date or a SHA through */
  | 'looks-like-a-date'
  | 'looks-like-a-sha'
  /** the current tag does not pass the policy, so it did not hold the pick back */
  | 'current-not-allowed';

export interface Verdict extends Candidate {
  readonly code: VerdictCode;
  /** One sentence for a person, without the tag itself: `lower than v1.0.3`. */
  readonly reason: string;
  readonly warning?: WarningCode | undefined;
}

/**
 * What the registry is asked about a tag: `digest` costs one HEAD; `platform` also reads the index (or
 * the config of a single image); `created` also reads the configs of the platforms wanted.
 */
export type Want = 'digest' | 'platform' | 'created';

/** What is known of a tag after asking the registry for it. */
export type TagFacts =
  | { readonly kind: 'known'; readonly digest: string; readonly created?: number | undefined }
  /** final for this tag: 404, foreign media type, no usable creation date */
  | {
      readonly kind: 'unusable';
      readonly code: 'no-metadata' | 'no-platform';
      readonly reason: string;
    }
  /** transient: nothing is known in this cycle */
  | { readonly kind: 'unknown'; readonly reason: string };

/** The answer of `select`. */
export type Selection =
  | {
      readonly kind: 'decided';
      readonly pick: Candidate | undefined;
      readonly verdicts: readonly Verdict[];
    }
  /** ask the registry for these facts, then select again */
  | { readonly kind: 'needs'; readonly want: Want; readonly tags: readonly string[] }
  /** facts were asked for and could not be had; no decision is safe in this cycle */
  | { readonly kind: 'unknown'; readonly reason: string };
