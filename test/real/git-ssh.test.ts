import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createGit } from '../../src/adapters/git.ts';
import type { GitAccess } from '../../src/ports.ts';
import { describeGit } from '../contract/git-suite.ts';
import { temporaryDirectory } from '../support/git.ts';
import { describeUnless } from './support/describe-real.ts';
import { missingSshd, type RealSsh, startSshd } from './support/sshd.ts';

describeUnless(missingSshd(), 'git over SSH', () => describeGit(startSshd));

describeUnless(missingSshd(), 'the host key', () => {
  let server: RealSsh;
  let cache: Awaited<ReturnType<typeof temporaryDirectory>>;
  let url: string;

  beforeAll(async () => {
    server = await startSshd();
    cache = await temporaryDirectory();
    url = await server.createRepository('r', { a: 'b' });
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await cache.remove();
  });

  function look(access: GitAccess) {
    const git = createGit({ cacheDir: cache.path, environment: process.env });
    return git.run(url, { args: ['ls-remote', 'origin'], url, access, timeoutMs: 20_000 });
  }

  it('is checked against the known ones', async () => {
    expect(await look(server.access)).toMatchObject({ code: 0 });
  });

  it.each([
    ['another one', () => server.wrongHost],
    ['unknown', () => ''],
  ])('is refused when it is %s', async (_, knownHosts) => {
    const { code, stderr } = await look({ ...server.access, knownHosts: knownHosts() });
    expect(code).toBe(128);
    expect(stderr).toMatch(/Host key verification failed/);
    expect(server.counts().reads).toBeLessThanOrEqual(1);
  });
});
