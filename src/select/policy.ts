import { fail, ok, type Result } from '../model/errors.ts';
import type { PolicyField, PolicySpec } from '../model/policy.ts';
import { quoted } from '../model/printable.ts';
import type { Want } from '../model/verdict.ts';
import { compileAllowTags, type Filter } from './allow-tags.ts';
import { alphabetical } from './alphabetical.ts';
import { calver } from './calver.ts';
import { parseConstraint } from './constraint/constraint.ts';
import { digest } from './digest.ts';
import { compileIgnoreTags } from './ignore-tags.ts';
import { newestBuild } from './newest-build.ts';
import { refuseOtherThanImages } from './not-an-image.ts';
import { numerical } from './numerical.ts';
import { checkPlatforms } from './platforms.ts';
import { createRanking, type Ranking } from './ranking.ts';
import { semver } from './semver.ts';
import type { Strategy } from './strategy.ts';

/** A PolicySpec that can be used: everything in it parsed and checked. */
export interface Policy {
  readonly spec: PolicySpec;
  /** In this order; the first refusal counts. */
  readonly filters: readonly Filter[];
  /**
   * What becomes of dates and SHAs beside dotted versions: refused when the user said nothing, taken with
   * a warning when allow-tags is explicit, nothing special where tags are not read as versions.
   */
  readonly shapes: 'refuse' | 'warn' | 'ignore';
  readonly ranking: Ranking;
  /** What the registry must say, about all tags before they can be ranked or about the best one. */
  readonly question?: { readonly want: Want; readonly about: 'all' | 'best' } | undefined;
}

/** Where the fields of a PolicySpec were written, for error messages. */
export type Origins = Readonly<Partial<Record<PolicyField, string>>>;

/** Checks a PolicySpec. Fails with `invalid-config`, whose `where` is the field's origin. */
export function compilePolicy(spec: PolicySpec, origins: Origins = {}): Result<Policy> {
  const where = (field: PolicyField) => origins[field] ?? FIELD_NAMES[field];
  const platforms = checkPlatforms(spec.platforms, where('platforms'));
  if (!platforms.ok) return platforms;
  const allowTags = compileAllowTags(spec.allowTags ?? '', where('allowTags'));
  if (!allowTags.ok) return allowTags;
  const ignoreTags = compileIgnoreTags(spec.ignoreTags, where('ignoreTags'));
  if (!ignoreTags.ok) return ignoreTags;
  const ranking = compileRanking(spec, where);
  if (!ranking.ok) return ranking;
  return ok({
    spec,
    filters: [refuseOtherThanImages(spec.allowTags ?? ''), allowTags.value, ignoreTags.value],
    shapes: shapeRule(spec),
    ranking: ranking.value,
    question: questionOf(spec),
  });
}

const FIELD_NAMES: Readonly<Record<PolicyField, string>> = {
  strategy: 'strategy',
  constraint: 'constraint',
  allowTags: 'allow-tags',
  ignoreTags: 'ignore-tags',
  platforms: 'platforms',
  format: 'format',
  extract: 'extract',
  allowDowngrade: 'allow-downgrade',
};

function shapeRule({ strategy, allowTags = '' }: PolicySpec): Policy['shapes'] {
  if (strategy !== 'semver') return 'ignore';
  return allowTags === '' ? 'refuse' : 'warn';
}

function questionOf({ strategy, platforms }: PolicySpec): Policy['question'] {
  if (strategy === 'newest-build') return { want: 'created', about: 'all' };
  if (platforms.length > 0) return { want: 'platform', about: 'best' };
  return strategy === 'digest' ? { want: 'digest', about: 'best' } : undefined;
}

type Where = (field: PolicyField) => string;

function compileRanking(spec: PolicySpec, where: Where): Result<Ranking> {
  switch (spec.strategy) {
    case 'semver':
      return compileSemver(spec, where);
    case 'newest-build':
      return ok(createRanking(newestBuild()));
    case 'alphabetical':
      return ok(createRanking(alphabetical()));
    case 'digest':
      return ranked(digest(spec.constraint, where('constraint')));
    case 'calver':
      return withoutConstraint(spec, where) ?? ranked(calver(spec.format ?? '', where('format')));
    case 'numerical':
      return withoutConstraint(spec, where) ?? ranked(numerical(spec.extract, where('extract')));
  }
}

function compileSemver({ constraint = '' }: PolicySpec, where: Where): Result<Ranking> {
  const parsed = parseConstraint(constraint === '' ? '*' : constraint, where('constraint'));
  return parsed.ok ? ok(createRanking(semver(parsed.value))) : parsed;
}

function ranked<Key>(strategy: Result<Strategy<Key>>): Result<Ranking> {
  return strategy.ok ? ok(createRanking(strategy.value)) : strategy;
}

/** Upstream ignores constraints where it has no use for them; Tagboat's own strategies say so. */
function withoutConstraint(spec: PolicySpec, where: Where): Result<never> | undefined {
  if (spec.constraint === undefined || spec.constraint === '') return undefined;
  return fail('invalid-config', {
    what: `strategy ${spec.strategy} takes no constraint`,
    where: where('constraint'),
    found: quoted(spec.constraint),
    hint: 'choose among the tags with allow-tags, such as regexp:^2026\\.',
  });
}
