/**
 * How a tag is chosen. `semver`, `newest-build`, `alphabetical` and `digest` are upstream's
 * (§ update strategies); `calver` and `numerical` are Tagboat's own.
 */
export const STRATEGIES = [
  'semver',
  'newest-build',
  'alphabetical',
  'digest',
  'calver',
  'numerical',
] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** Upstream's other names. */
const ALIASES: ReadonlyMap<string, Strategy> = new Map([
  ['latest', 'newest-build'],
  ['name', 'alphabetical'],
]);

/** Every name that a person may write. */
export const STRATEGY_NAMES: readonly string[] = [...STRATEGIES, ...ALIASES.keys()];

/** The strategy of this name, in whatever case; undefined when there is none. */
export function parseStrategy(name: string): Strategy | undefined {
  const lower = name.toLowerCase();
  return STRATEGIES.find((strategy) => strategy === lower) ?? ALIASES.get(lower);
}

/** What a person asked for, not yet checked: a plain value that can be printed and compared as JSON. */
export interface PolicySpec {
  readonly strategy: Strategy;
  /** A version range for semver; the tag to follow for digest; as upstream, unused otherwise. */
  readonly constraint?: string | undefined;
  /** `any`, or `regexp:` and an RE2 expression. Absent means that the user said nothing. */
  readonly allowTags?: string | undefined;
  /** Globs as Go's `filepath.Match` reads them. */
  readonly ignoreTags: readonly string[];
  /** `os/arch[/variant]`; empty means that any platform will do. */
  readonly platforms: readonly string[];
  /** calver only: `YYYY.MM.MICRO`, `YYYYMMDD-HHmmss`, … */
  readonly format?: string | undefined;
  /** numerical only: an RE2 expression whose first named group, else first group, is the number. */
  readonly extract?: string | undefined;
  /** Take a version lower than the current one when the list says so. */
  readonly allowDowngrade: boolean;
}

/** A field of PolicySpec that can be wrong, for error messages that name what the user wrote. */
export type PolicyField = keyof PolicySpec;
