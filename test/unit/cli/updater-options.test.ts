import { describe, expect, it } from '@jest/globals';
import { Command, InvalidArgumentError } from 'commander';
import {
  addUpdaterOptions,
  duration,
  type UpdaterOptions,
} from '../../../src/cli/updater-options.ts';

function parse(...args: readonly string[]): UpdaterOptions {
  return addUpdaterOptions(new Command()).exitOverride().parse(args, { from: 'user' }).opts();
}

describe('addUpdaterOptions', () => {
  it("has upstream's defaults", () => {
    expect(parse()).toMatchObject({
      sources: 'auto',
      gitCommitUser: 'argocd-image-updater',
      gitCommitEmail: 'noreply@argoproj.io',
      loglevel: 'info',
      logformat: 'text',
      dryRun: false,
      matchApplicationName: [],
    });
    expect(parse().watchNamespaces).toBeUndefined();
  });

  it.each([
    ['*', 'all'],
    ['a,*', 'all'],
    ['a, b,', ['a', 'b']],
    ['', []],
    [' , ', []],
  ])('reads the namespaces %j', (text, expected) => {
    expect(parse('--watch-namespaces', text).watchNamespaces).toEqual(expected);
  });

  it('collects names of Applications', () => {
    const flag = '--match-application-name';
    expect(parse(flag, 'a-*', flag, 'b').matchApplicationName).toEqual(['a-*', 'b']);
  });
});

describe('duration', () => {
  it.each([
    ['2m', 120_000],
    ['1h30m', 5_400_000],
    ['50ms', 50],
  ])('%s is %d milliseconds', (text, ms) => {
    expect(duration(text)).toBe(ms);
  });

  it.each(['', '2', 'soon', '-1m'])('refuses %j', (text) => {
    expect(() => duration(text)).toThrow(InvalidArgumentError);
  });
});
