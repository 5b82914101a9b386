import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import type { GitAccess } from '../../../src/ports.ts';
import { attempt, locally, overNetwork, text } from '../../../src/writeback/git-run.ts';
import { scriptedGit } from '../../support/git.ts';

const access: GitAccess = { kind: 'https', tls: { insecure: true } };
const remote = { url: 'https://h/r', access, where: 'git repository h/r' };

it('gives credentials to commands that need the network alone', async () => {
  const git = scriptedGit({ fetch: [{}], 'ls-tree': [{ text: 'ä' }] });
  await overNetwork({ ...remote, git }, ['fetch'], 'in');
  const { stdout } = await locally({ ...remote, git }, ['ls-tree']);
  expect(text(stdout)).toBe('ä');
  expect(git.calls).toMatchObject([
    { url: remote.url, access, stdin: 'in' },
    { args: ['ls-tree'] },
  ]);
  expect(git.calls[1]).not.toHaveProperty('access');
});

const failing = () => scriptedGit({ fetch: [{ code: 128, stderr: 'error: 403' }] });

describe('a failure', () => {
  it('of the network is read for its reason', async () => {
    await expect(overNetwork({ ...remote, git: failing() }, ['fetch'])).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('of the cache is the cache, whatever it says', async () => {
    await expect(locally({ ...remote, git: failing() }, ['fetch'])).rejects.toMatchObject({
      code: 'internal',
    });
  });

  it('may be asked for', async () => {
    expect(await attempt({ ...remote, git: failing() }, ['fetch'])).toMatchObject({ code: 128 });
  });

  it('of the port says which repository it was', async () => {
    const slow = new TagboatError('unavailable', { what: 'took too long', where: 'git' });
    const broken = { run: () => Promise.reject(slow), discard: async () => {} };
    await expect(overNetwork({ ...remote, git: broken }, ['fetch'])).rejects.toThrow(
      'git repository h/r: took too long',
    );
  });
});
