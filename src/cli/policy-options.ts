import { type Command, InvalidArgumentError } from 'commander';
import { type PolicySpec, parseStrategy, STRATEGY_NAMES, type Strategy } from '../model/policy.ts';

/** What a person types of a policy; the values are checked when the policy is compiled. */
export interface PolicyOptions {
  readonly strategy: Strategy;
  readonly constraint?: string;
  readonly allowTags?: string;
  readonly ignoreTags: readonly string[];
  readonly platforms: readonly string[];
  readonly format?: string;
  readonly extract?: string;
}

export function addPolicyOptions(command: Command): Command {
  return command
    .option('--strategy <name>', `one of ${STRATEGY_NAMES.join(', ')}`, strategyNamed, 'semver')
    .option('--constraint <text>', 'version range (semver), or the tag to follow (digest)')
    .option('--allow-tags <match>', '`any`, or `regexp:` and an RE2 expression')
    .option('--ignore-tags <globs>', 'comma-separated globs', list, [])
    .option('--platforms <list>', 'comma-separated os/arch[/variant]', list, [])
    .option('--format <text>', 'calver: such as YYYY.MM.MICRO')
    .option('--extract <regexp>', 'numerical: RE2 expression with the number as a group');
}

export function policyOf(options: PolicyOptions): PolicySpec {
  const { strategy, constraint, allowTags, ignoreTags, platforms, format, extract } = options;
  const given = { constraint, allowTags, format, extract };
  return { strategy, ignoreTags, platforms, ...given, allowDowngrade: false };
}

/** Where each field came from, for errors. */
export const POLICY_ORIGINS = {
  constraint: 'option --constraint',
  allowTags: 'option --allow-tags',
  ignoreTags: 'option --ignore-tags',
  platforms: 'option --platforms',
  format: 'option --format',
  extract: 'option --extract',
  strategy: 'option --strategy',
} as const;

function strategyNamed(name: string): Strategy {
  const known = parseStrategy(name);
  if (known === undefined) throw new InvalidArgumentError(`expected ${STRATEGY_NAMES.join(', ')}.`);
  return known;
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
