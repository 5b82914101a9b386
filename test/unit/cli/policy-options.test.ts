import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import {
  addPolicyOptions,
  POLICY_ORIGINS,
  type PolicyOptions,
  policyOf,
} from '../../../src/cli/policy-options.ts';
import { compilePolicy } from '../../../src/select/policy.ts';

function parse(...args: readonly string[]) {
  const command = addPolicyOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr() {} });
  return policyOf(command.parse(args, { from: 'user' }).opts<PolicyOptions>());
}

describe('addPolicyOptions', () => {
  it('is semver without limits by default', () => {
    expect(parse()).toEqual({
      strategy: 'semver',
      ignoreTags: [],
      platforms: [],
      allowDowngrade: false,
    });
  });

  it.each([
    ['latest', 'newest-build'],
    ['name', 'alphabetical'],
    ['digest', 'digest'],
  ])("knows upstream's name %s", (name, strategy) => {
    expect(parse('--strategy', name).strategy).toBe(strategy);
  });

  it('refuses a strategy that there is not', () => {
    expect(() => parse('--strategy', 'best')).toThrow(/--strategy/);
  });

  it('splits lists at commas', () => {
    const spec = parse('--ignore-tags', 'latest, *-rc*,', '--platforms', 'linux/amd64,linux/arm64');
    expect(spec.ignoreTags).toEqual(['latest', '*-rc*']);
    expect(spec.platforms).toEqual(['linux/amd64', 'linux/arm64']);
  });
});

describe('POLICY_ORIGINS', () => {
  it.each([
    ['--constraint', ['--constraint', '>>1']],
    ['--allow-tags', ['--allow-tags', 'regexp:(']],
    ['--ignore-tags', ['--ignore-tags', '[']],
    ['--platforms', ['--strategy', 'digest', '--constraint', 'a', '--platforms', 'linux']],
    ['--format', ['--strategy', 'calver']],
    ['--extract', ['--strategy', 'numerical', '--extract', '(']],
  ])('names %s where it is wrong', (option, args) => {
    const compiled = compilePolicy(parse(...args), POLICY_ORIGINS);
    expect(compiled.ok ? 'compiled' : compiled.error.message).toContain(`option ${option}`);
  });
});
