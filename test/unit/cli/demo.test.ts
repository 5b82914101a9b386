import { describe, expect, it } from '@jest/globals';
import { program } from '../../support/program.ts';

describe('tagboat demo', () => {
  it('tells what --keep does', async () => {
    const { code, out } = await program(['demo', '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/--keep\s+stay up/);
  });

  it('fails with a clear message where git is not installed', async () => {
    const environment = { PATH: '/nowhere' };
    const { code, out, err } = await program(['demo'], { environment });
    expect(code).not.toBe(0);
    expect(out).toContain('✗ git is installed');
    expect(err).toMatch(/git/);
  });
});
