import { describe, expect, it } from '@jest/globals';
import type { GitAccess } from '../../../src/ports.ts';
import { contentsCache } from '../../../src/writeback/git-contents.ts';
import type { GitOutcome, PrepareCommit } from '../../../src/writeback/git-job.ts';
import { type Session, settle } from '../../../src/writeback/git-settle.ts';
import { type ScriptedGit, scriptedGit } from '../../support/git.ts';
import { testLog } from '../../support/log.ts';

const HEAD = 'a'.repeat(40);
const COMMIT = 'b'.repeat(40);
const REFS = { text: `${HEAD}\trefs/heads/main\n` };
const REJECTED = { code: 1, text: '!\tx:refs/heads/main\t[rejected] (stale info)\n' };
const PUSHED = { text: ' \tx:refs/heads/main\ta..b\n' };
const DENIED = { code: 128, stderr: 'fatal: Authentication failed' };
const BROKEN = { code: 128, stderr: 'fatal: bad object' };

function sessionOf(git: ScriptedGit) {
  const slept: number[] = [];
  const asked: boolean[] = [];
  const access = async (fresh: boolean): Promise<GitAccess> => {
    asked.push(fresh);
    return { kind: 'anonymous' };
  };
  const sleep = async (ms: number) => void slept.push(ms);
  const session: Session = {
    git,
    clock: { now: () => 0, sleep },
    random: () => 0.5,
    log: testLog(),
    identity: { name: 'T', email: 't@b' },
    cache: { heads: new Map(), contents: contentsCache(1000), whole: false, fetches: 0 },
    url: 'https://h/r',
    where: 'git repository h/r',
    access,
  };
  return { session, slept, asked };
}

/** Writes one new file, with trees that have none. */
const prepare: PrepareCommit = () => ({ writes: new Map([['f', 'x']]), message: 'm' });

function run(session: Session, ask: PrepareCommit = prepare): Promise<GitOutcome> {
  return new Promise((done, fail) => {
    settle(session, [{ branch: 'main', paths: ['f'], prepare: ask, done, fail }]).catch(fail);
  });
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('a push that somebody else came before', () => {
  it('is tried again after a wait that grows', async () => {
    const git = scriptedGit({
      'ls-remote': times(3, REFS),
      fetch: [{}],
      'ls-tree': [{}],
      'fast-import': times(3, { text: `${COMMIT}\n` }),
      push: [REJECTED, REJECTED, PUSHED],
    });
    const { session, slept } = sessionOf(git);
    expect(await run(session)).toMatchObject({ kind: 'pushed', attempts: 3 });
    expect(slept).toEqual([100, 200]);
  });

  it('is given up after ten tries', async () => {
    const git = scriptedGit({
      'ls-remote': times(10, REFS),
      fetch: [{}],
      'ls-tree': [{}],
      'fast-import': times(10, { text: `${COMMIT}\n` }),
      push: times(10, REJECTED),
    });
    await expect(run(sessionOf(git).session)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('refused credentials', () => {
  it('are read again once', async () => {
    const git = scriptedGit({ 'ls-remote': [DENIED, REFS], fetch: [{}], 'ls-tree': [{}] });
    const { session, asked } = sessionOf(git);
    expect(await run(session, () => undefined)).toMatchObject({ kind: 'unchanged' });
    expect(asked).toEqual([false, true]);
  });

  it('are not read a third time', async () => {
    const git = scriptedGit({ 'ls-remote': [DENIED, DENIED] });
    await expect(run(sessionOf(git).session)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('a broken cache', () => {
  it('is thrown away once', async () => {
    const git = scriptedGit({
      'ls-remote': [REFS, REFS],
      fetch: [{}, {}],
      'ls-tree': [BROKEN, {}],
    });
    expect(await run(sessionOf(git).session, () => undefined)).toMatchObject({ kind: 'unchanged' });
    expect(git.discarded).toEqual(['https://h/r']);
  });

  it('that stays broken is an error', async () => {
    const git = scriptedGit({
      'ls-remote': [REFS, REFS],
      fetch: [{}, {}],
      'ls-tree': [BROKEN, BROKEN],
    });
    await expect(run(sessionOf(git).session)).rejects.toMatchObject({ code: 'internal' });
    expect(git.discarded).toHaveLength(1);
  });

  it('that cannot be thrown away is an error too', async () => {
    const git = scriptedGit({ 'ls-remote': [REFS], fetch: [BROKEN] });
    const stuck = { ...git, calls: git.calls, discard: () => Promise.reject(new Error('busy')) };
    await expect(run(sessionOf(stuck).session)).rejects.toThrow('busy');
  });

  it('starts over by itself when it has grown', async () => {
    const git = scriptedGit({ 'ls-remote': [REFS], fetch: [{}], 'ls-tree': [{}] });
    const { session } = sessionOf(git);
    session.cache.fetches = 1000;
    await run(session, () => undefined);
    expect(git.discarded).toHaveLength(1);
    expect(session.cache.fetches).toBe(1);
  });
});

it.each([
  ['unavailable', 'Could not resolve host'],
  ['not-found', 'Repository not found'],
  ['rate-limited', 'The requested URL returned error: 429'],
  ['refused', 'Host key verification failed.'],
])('does not try again what is %s', async (code, stderr) => {
  const git = scriptedGit({ 'ls-remote': [{ code: 128, stderr }] });
  await expect(run(sessionOf(git).session)).rejects.toMatchObject({ code });
});
