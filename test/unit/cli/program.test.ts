import { describe, expect, it } from '@jest/globals';
import { program } from '../../support/program.ts';

describe('runProgram', () => {
  it.each([
    ['no command', [], 'Usage: tagboat'],
    ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a missing argument', ['explain'], "missing required argument 'application'"],
    ['an unknown option', ['once', '--nonsense'], "unknown option '--nonsense'"],
    ['a bad duration', ['run', '--interval', 'soon'], 'expected a duration'],
    ['a bad choice', ['once', '--loglevel', 'loud'], 'debug, info, warn, error'],
    ['a file that is not there', ['once', '--kubeconfig', '/no/such'], '/no/such'],
  ])('exits 2 for %s, and says what is wrong', async (_, args, said) => {
    const { code, out, err } = await program(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('helps, and exits 0', async () => {
    const { code, out, err } = await program(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const name of ['run', 'once', 'pick', 'explain', 'clear', 'demo']) {
      expect(out).toContain(`  ${name}`);
    }
  });

  it('helps with one command', async () => {
    const { code, out } = await program(['pick', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--allow-tags');
  });
});
