import { describe, expect, it } from '@jest/globals';
import { fetchBlobs, fetchHeads, listRefs, push } from '../../../src/writeback/git-remote.ts';
import type { Remote } from '../../../src/writeback/git-run.ts';
import { type ScriptedGit, scriptedGit } from '../../support/git.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

function remoteOf(git: ScriptedGit): Remote {
  return { git, url: 'https://h/r', access: { kind: 'anonymous' }, where: 'git repository h/r' };
}

function argsOf(git: ScriptedGit): readonly string[] {
  return git.calls.flatMap(({ args }) => args);
}

describe('listRefs', () => {
  it('finds the default branch and the heads in one command', async () => {
    const text = `ref: refs/heads/trunk\tHEAD\n${A}\tHEAD\n${B}\trefs/heads/dev\n`;
    const git = scriptedGit({ 'ls-remote': [{ text }] });
    const refs = await listRefs(remoteOf(git), [undefined, 'dev', 'gone']);
    expect(refs.defaultBranch).toBe('trunk');
    expect([...refs.heads]).toEqual([
      ['trunk', A],
      ['dev', B],
    ]);
    expect(git.calls).toHaveLength(1);
  });

  it('takes no branch for another one that ends like it', async () => {
    const text = `${A}\trefs/pull/1/refs/heads/dev\n`;
    const refs = await listRefs(remoteOf(scriptedGit({ 'ls-remote': [{ text }] })), ['dev']);
    expect(refs.heads.has('dev')).toBe(false);
    expect(refs.defaultBranch).toBeUndefined();
  });
});

describe('fetches', () => {
  it('leave out history and, if they can, files', async () => {
    const git = scriptedGit({ fetch: [{}, {}] });
    const heads = new Map([['main', A]]);
    await fetchHeads(remoteOf(git), heads, false);
    await fetchHeads(remoteOf(git), heads, true);
    expect(git.calls.map(({ args }) => args.includes('--filter=blob:none'))).toEqual([true, false]);
    expect(git.calls.every(({ args }) => args.includes('--depth=1'))).toBe(true);
  });

  it('ask for all blobs at once', async () => {
    const git = scriptedGit({ fetch: [{}] });
    await fetchBlobs(remoteOf(git), [A, B]);
    expect(git.calls).toMatchObject([{ stdin: `${A}\n${B}\n` }]);
  });
});

describe('push', () => {
  const updates = [{ branch: 'main', old: A, commit: B }];

  it('moves a branch only from where it was', async () => {
    const text = `To h\n \t${B}:refs/heads/main\ta..b\nDone\n`;
    const git = scriptedGit({ push: [{ text }] });
    expect([...(await push(remoteOf(git), updates))]).toEqual([['main', { kind: 'pushed' }]]);
    expect(argsOf(git)).toEqual(
      expect.arrayContaining([`--force-with-lease=refs/heads/main:${A}`, `${B}:refs/heads/main`]),
    );
    expect(argsOf(git)).not.toContain('--force');
  });

  it('fails when git says nothing of a branch', async () => {
    const git = scriptedGit({ push: [{ code: 128, stderr: 'Connection reset' }] });
    await expect(push(remoteOf(git), updates)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
