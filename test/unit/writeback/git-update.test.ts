import { describe, expect, it } from '@jest/globals';
import type { TagboatError } from '../../../src/model/errors.ts';
import { contentsCache } from '../../../src/writeback/git-contents.ts';
import type { GitOutcome, Job, PrepareCommit } from '../../../src/writeback/git-job.ts';
import { type Attempt, updateBranches } from '../../../src/writeback/git-update.ts';
import { commandOf, type ScriptedGit, scriptedGit } from '../../support/git.ts';

const HEAD = 'a'.repeat(40);
const COMMIT = 'b'.repeat(40);
const MAIN = `${HEAD}\trefs/heads/main\n`;
const BOTH = `ref: refs/heads/main\tHEAD\n${HEAD}\tHEAD\n${MAIN}`;
const NOTHING = { fetch: [{}], 'ls-tree': [{}] };

function attemptOf(git: ScriptedGit): Attempt {
  return {
    remote: { git, url: 'https://h/r', access: { kind: 'anonymous' }, where: 'git repository h/r' },
    cache: { heads: new Map(), contents: contentsCache(1000), whole: false, fetches: 0 },
    identity: { name: 'T', email: 't@b' },
    seconds: 0,
    number: 1,
  };
}

const write: PrepareCommit = () => ({ writes: new Map([['f', 'x']]), message: 'm' });

function jobOf(branch: string | undefined, prepare: PrepareCommit = write) {
  const ends: (GitOutcome | TagboatError)[] = [];
  const end = (value: GitOutcome | TagboatError) => void ends.push(value);
  const job: Job = { branch, paths: ['f'], prepare, done: end, fail: end };
  return { job, ends };
}

it('commits for one job of a branch at a time, however it is named', async () => {
  const git = scriptedGit({
    ...NOTHING,
    'ls-remote': [{ text: BOTH }],
    'fast-import': [{ text: `${COMMIT}\n` }],
    push: [{ text: ' \tx:refs/heads/main\ta..b\n' }],
  });
  const first = jobOf(undefined);
  const second = jobOf('main');
  await updateBranches(attemptOf(git), [first.job, second.job]);
  expect(first.ends).toMatchObject([
    { kind: 'pushed', branch: 'main', commit: COMMIT, head: HEAD },
  ]);
  expect(second.ends).toEqual([]);
});

it('names the missing branch, or that there is none at all', async () => {
  const git = scriptedGit({ 'ls-remote': [{ text: '' }] });
  const none = jobOf(undefined);
  const gone = jobOf('gone');
  await updateBranches(attemptOf(git), [none.job, gone.job]);
  expect(none.ends).toMatchObject([
    { code: 'not-found', problem: { what: 'the repository has no default branch' } },
  ]);
  expect(gone.ends).toMatchObject([
    { code: 'not-found', problem: { what: 'there is no such branch', found: '"gone"' } },
  ]);
});

describe('a push', () => {
  const answers = (push: object, look: object) => ({
    ...NOTHING,
    'ls-remote': [{ text: MAIN }, look],
    'fast-import': [{ text: `${COMMIT}\n` }],
    push: [push],
  });
  const lost = { code: 128, stderr: 'fatal: the remote end hung up unexpectedly' };

  it('whose answer got lost has happened if the branch says so', async () => {
    const git = scriptedGit(answers(lost, { text: `${COMMIT}\trefs/heads/main\n` }));
    const { job, ends } = jobOf('main');
    await updateBranches(attemptOf(git), [job]);
    expect(ends).toMatchObject([{ kind: 'pushed', commit: COMMIT }]);
  });

  it.each([
    ['the branch stays', { text: MAIN }],
    ['nobody answers', { code: 128, stderr: 'Connection refused' }],
  ])('whose answer got lost is a failure when %s', async (_, look) => {
    const git = scriptedGit(answers(lost, look));
    const { job, ends } = jobOf('main');
    await expect(updateBranches(attemptOf(git), [job])).rejects.toThrow(/hung up/);
    expect(ends).toEqual([]);
  });

  it('that the server refuses ends the job', async () => {
    const refusal = { code: 1, text: '!\tx:refs/heads/main\t[remote rejected] (protected)\n' };
    const git = scriptedGit(answers(refusal, {}));
    const { job, ends } = jobOf('main');
    await updateBranches(attemptOf(git), [job]);
    expect(ends).toMatchObject([{ code: 'unauthorized' }]);
  });

  it('that came second leaves the job open', async () => {
    const rejection = { code: 1, text: '!\tx:refs/heads/main\t[rejected] (fetch first)\n' };
    const git = scriptedGit(answers(rejection, {}));
    const { job, ends } = jobOf('main');
    await updateBranches(attemptOf(git), [job]);
    expect(ends).toEqual([]);
    expect(git.calls.map(commandOf).at(-1)).toBe('push');
  });
});
