import { fail, ok, type Result } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';
import {
  type PolicySpec,
  parseStrategy,
  STRATEGY_NAMES,
  type Strategy,
} from '../../model/policy.ts';
import { quoted } from '../../model/printable.ts';
import type { Watch } from '../../model/watch.ts';
import { booleanOf, listOf, type Setting, type Settings } from './settings.ts';

/** Strategies for which upstream takes the platform it runs on when the user names none. */
const PLATFORM_BOUND: readonly Strategy[] = ['newest-build', 'digest'];

export interface PolicyContext {
  /** What stands behind the image in the list: a version range, or the tag to follow. */
  readonly constraint?: Setting | undefined;
  readonly defaultPlatforms: readonly string[];
}

export type PolicyAndOrigins = Pick<Watch, 'policy' | 'origins'>;

/** The policy of one image as its annotations say it; whether its parts make sense is for `select` to say. */
export function policyOf(settings: Settings, context: PolicyContext): Result<PolicyAndOrigins> {
  const strategy = strategyOf(settings('strategy'));
  if (!strategy.ok) return strategy;
  const allowDowngrade = booleanOf(settings('allowDowngrade'));
  if (!allowDowngrade.ok) return allowDowngrade;

  const allowTags = settings('allowTags') ?? settings('tagMatch');
  const written = {
    strategy: settings('strategy'),
    constraint: context.constraint,
    allowTags,
    ignoreTags: settings('ignoreTags'),
    platforms: settings('platforms'),
    format: settings('calverFormat'),
    extract: settings('extract'),
    allowDowngrade: settings('allowDowngrade'),
  };
  return ok({
    policy: {
      strategy: strategy.value,
      constraint: context.constraint?.value,
      allowTags: allowTags?.value,
      ignoreTags: listOf(written.ignoreTags),
      platforms: platformsOf(strategy.value, written.platforms, context.defaultPlatforms),
      format: written.format?.value,
      extract: written.extract?.value,
      allowDowngrade: allowDowngrade.value,
    } satisfies PolicySpec,
    origins: originsOf(written),
  });
}

/**
 * Unset means semver. A deviation from upstream, which takes semver for an unknown strategy too: here it
 * is an error, since what a person meant to restrict would otherwise be deployed.
 */
function strategyOf(setting: Setting | undefined): Result<Strategy> {
  if (setting === undefined) return ok('semver');
  const strategy = parseStrategy(setting.value);
  if (strategy !== undefined) return ok(strategy);
  return fail('invalid-config', {
    what: 'there is no such update strategy',
    where: setting.where,
    found: quoted(setting.value),
    expected: `one of ${STRATEGY_NAMES.join(', ')}`,
    hint: didYouMean(setting.value.toLowerCase(), STRATEGY_NAMES),
  });
}

function platformsOf(
  strategy: Strategy,
  setting: Setting | undefined,
  defaults: readonly string[],
): readonly string[] {
  if (setting !== undefined) return listOf(setting);
  return PLATFORM_BOUND.includes(strategy) ? defaults : [];
}

function originsOf(written: Readonly<Record<string, Setting | undefined>>): Watch['origins'] {
  const entries = Object.entries(written);
  return Object.fromEntries(
    entries.flatMap(([field, setting]) => (setting === undefined ? [] : [[field, setting.where]])),
  );
}
