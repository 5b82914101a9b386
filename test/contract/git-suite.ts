import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createGit } from '../../src/adapters/git.ts';
import type { LogEntry, NewCommit, NewFile } from '../../src/demo/git/repositories.ts';
import type { Git, GitAccess } from '../../src/ports.ts';
import type { GitOutcome, GitWriter, PrepareCommit } from '../../src/writeback/git.ts';
import { interrupted, temporaryDirectory, writerOf } from '../support/git.ts';

/** A git server with repositories that a test can look into. */
export interface GitUnderTest {
  /** @returns the repository's URL */
  createRepository(
    name: string,
    files: Readonly<Record<string, NewFile>>,
    branch?: string,
  ): Promise<string>;
  commit(name: string, commit: NewCommit): Promise<string>;
  readFile(name: string, branch: string, path: string): Promise<string | undefined>;
  log(name: string, branch?: string): Promise<readonly LogEntry[]>;
  /** The mode of a file on main, as `100644`. */
  modeOf(name: string, path: string): Promise<string>;
  /** Lets a client in, and does not. */
  readonly access: GitAccess;
  readonly refused: GitAccess;
  /** Commands that read (ls-remote, fetch) and that push, as the server saw them since the last reset. */
  counts(): { readonly reads: number; readonly pushes: number };
  resetCounts(): void;
  stop(): Promise<void>;
}

// An SSH session alone takes a third of a second.
jest.setTimeout(60_000);

const CREDENTIALS = { kind: 'repocreds' } as const;

/** Sets values.yaml to this text, wherever it is wanted. */
function setting(text: string, path = 'values.yaml'): PrepareCommit {
  return (files) => {
    const file = files.get(path);
    if (file?.ok === true && file.value === text) return undefined;
    return { writes: new Map([[path, text]]), message: `set ${text}` };
  };
}

function commitOf(outcome: GitOutcome): string | undefined {
  return outcome.kind === 'pushed' ? outcome.commit : undefined;
}

/** What the writer and the Git port promise together, held against one git server. */
export function describeGit(start: () => Promise<GitUnderTest>): void {
  let server: GitUnderTest;
  let cache: Awaited<ReturnType<typeof temporaryDirectory>>;
  let git: Git;
  let writer: GitWriter;
  let repositories = 0;
  let name: string;

  beforeAll(async () => {
    server = await start();
    cache = await temporaryDirectory();
    git = createGit({ cacheDir: cache.path, environment: process.env });
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await cache.remove();
  });

  beforeEach(() => {
    repositories += 1;
    name = `team/deploy-${repositories}`;
    writer = writerOf(git, server.access);
    server.resetCounts();
  });

  function update(repository: string, prepare: PrepareCommit, paths = ['values.yaml']) {
    return writer.update({ repository, credentials: CREDENTIALS, paths }, prepare);
  }

  describe('a commit', () => {
    it('is on the default branch, with the identity, the message and the file as told', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a', other: 'o' }, 'trunk');
      const message = 'build: automatic update of web\n\nupdates image nginx\n';
      const outcome = await update(url, () => ({
        writes: new Map([['values.yaml', 'b']]),
        message,
      }));
      const [last, first] = await server.log(name, 'trunk');
      expect(outcome).toEqual({
        kind: 'pushed',
        branch: 'trunk',
        head: first?.commit,
        commit: last?.commit,
        attempts: 1,
      });
      expect(last).toMatchObject({ author: 'Tagboat', email: 'tagboat@example.com', message });
      expect(await server.readFile(name, 'trunk', 'values.yaml')).toBe('b');
      expect(await server.readFile(name, 'trunk', 'other')).toBe('o');
    });

    it('makes directories for a new file and keeps the mode of an old one', async () => {
      const script = { text: 'a', mode: '100755' };
      const url = await server.createRepository(name, { 'bin/run': script, 'apps/web/x': 'x' });
      const created = 'apps/api/.argocd-source-api.yaml';
      const paths = ['bin/run', created];
      const writes = new Map(paths.map((path) => [path, 'new\n']));
      await update(url, () => ({ writes, message: 'm' }), paths);
      expect(await server.modeOf(name, 'bin/run')).toBe('100755');
      expect(await server.modeOf(name, created)).toBe('100644');
      expect(await server.readFile(name, 'main', created)).toBe('new\n');
      expect(await server.readFile(name, 'main', 'apps/web/x')).toBe('x');
    });

    it('keeps text and paths that are not ASCII', async () => {
      const path = 'äpps/web "1" [a]*/välues.yaml';
      const url = await server.createRepository(name, { 'x/y': 'z' });
      await update(url, setting('größe: 1 → 2\r\n', path), [path]);
      await update(url, setting('größe: 2 → 3\r\n', path), [path]);
      expect(await server.readFile(name, 'main', path)).toBe('größe: 2 → 3\r\n');
      expect(await server.log(name)).toHaveLength(3);
    });

    it('is not made when nothing changes', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const same = await update(url, () => ({
        writes: new Map([['values.yaml', 'a']]),
        message: 'm',
      }));
      expect([same.kind, (await update(url, () => undefined)).kind]).toEqual([
        'unchanged',
        'unchanged',
      ]);
      expect(await server.log(name)).toHaveLength(1);
    });
  });

  describe('requests', () => {
    it('are a look at the refs, at most two fetches and one push', async () => {
      const url = await server.createRepository(name, { 'a.yaml': '1', 'b.yaml': '2', c: '3' });
      const paths = ['a.yaml', 'b.yaml', 'none.yaml'];
      const writes = new Map(paths.map((path) => [path, 'new']));
      await update(url, () => ({ writes, message: 'm' }), paths);
      expect(server.counts()).toEqual({ reads: 3, pushes: 1 });
      expect(await server.log(name)).toHaveLength(2);
    });

    it('are a look at the refs alone while the head stays, also after an own push', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      await update(url, setting('b'));
      server.resetCounts();
      expect(await update(url, setting('b'))).toMatchObject({ kind: 'unchanged' });
      expect(server.counts()).toEqual({ reads: 1, pushes: 0 });
    });

    it('are one fetch when the wanted files have not changed', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a', other: '1' });
      await update(url, () => undefined);
      await server.commit(name, { message: 'other', files: { other: '2' } });
      server.resetCounts();
      await update(url, () => undefined);
      expect(server.counts()).toEqual({ reads: 2, pushes: 0 });
    });

    it('are shared by the branches of one repository', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      await server.commit(name, { branch: 'dev', message: 'dev', files: { 'values.yaml': 'd' } });
      const outcomes = await Promise.all(
        ['main', 'dev'].map((branch) =>
          writer.update(
            { repository: url, branch, credentials: CREDENTIALS, paths: ['values.yaml'] },
            setting(`for ${branch}`),
          ),
        ),
      );
      expect(outcomes.map(commitOf)).toEqual([
        (await server.log(name, 'main'))[0]?.commit,
        (await server.log(name, 'dev'))[0]?.commit,
      ]);
      expect(server.counts()).toEqual({ reads: 3, pushes: 1 });
    });
  });

  describe('somebody else', () => {
    it('loses no commit by a push that came first', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a', other: '1' });
      const sneak = () => server.commit(name, { message: 'theirs', files: { other: '2' } });
      writer = writerOf(interrupted(git, 'push', sneak), server.access);
      expect(await update(url, setting('b'))).toMatchObject({ kind: 'pushed', attempts: 2 });
      expect((await server.log(name)).map(({ message }) => message)).toEqual([
        'set b',
        'theirs',
        'initial',
      ]);
      expect(await server.readFile(name, 'main', 'other')).toBe('2');
    });

    it('is asked about again: what they wrote to the same file is what is edited', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const sneak = () => server.commit(name, { message: 'm', files: { 'values.yaml': 'theirs' } });
      writer = writerOf(interrupted(git, 'push', sneak), server.access);
      await update(url, (files) => {
        const file = files.get('values.yaml');
        const text = file?.ok === true ? file.value : '';
        return { writes: new Map([['values.yaml', `${text}+ours`]]), message: 'm' };
      });
      expect(await server.readFile(name, 'main', 'values.yaml')).toBe('theirs+ours');
    });

    it('may do the same: then nothing is pushed', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const sneak = () => server.commit(name, { message: 'm', files: { 'values.yaml': 'b' } });
      writer = writerOf(interrupted(git, 'push', sneak), server.access);
      expect(await update(url, setting('b'))).toMatchObject({ kind: 'unchanged' });
      expect(await server.log(name)).toHaveLength(2);
    });

    it('may rewrite the branch', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const [initial] = await server.log(name);
      await update(url, setting('b'));
      const rewritten = { message: 'rewritten', files: { 'values.yaml': 'r' } };
      await server.commit(name, { ...rewritten, onto: initial?.commit });
      expect(await update(url, setting('c'))).toMatchObject({ kind: 'pushed', attempts: 1 });
      expect((await server.log(name)).map(({ message }) => message)).toEqual([
        'set c',
        'rewritten',
        'initial',
      ]);
    });
  });

  describe('a file', () => {
    it.each([
      ['a symlink', 'link.yaml', /symlink/],
      ['behind a symlink', 'linked/passwd', /symlink/],
      ['a directory', 'apps', /directory/],
      ['behind a file', 'values.yaml/x', /file/],
      ['outside', '../values.yaml', /leaves/],
      ['absolute', '/etc/passwd', /absolute/],
      ["in git's own directory", 'apps/.Git/config', /git's own/],
      ['too large', 'large.yaml', /too large/],
    ])('that is %s is refused alone', async (_, path, reason) => {
      const url = await server.createRepository(name, {
        'values.yaml': 'a',
        'apps/web': 'w',
        'link.yaml': { text: 'values.yaml', mode: '120000' },
        linked: { text: '/etc', mode: '120000' },
        'large.yaml': '#'.repeat(1024 * 1024 + 1),
      });
      let message = '';
      const outcome = await update(
        url,
        (files) => {
          const file = files.get(path);
          message = file?.ok === false ? file.error.message : 'read';
          return setting('b')(files);
        },
        ['values.yaml', path],
      );
      expect(message).toMatch(reason);
      expect(outcome.kind).toBe('pushed');
      await expect(update(url, setting('x', path), [path])).rejects.toThrow();
      expect(await server.log(name)).toHaveLength(2);
    });
  });

  describe('failures', () => {
    it('name a branch that does not exist', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const target = { repository: url, credentials: CREDENTIALS, paths: ['values.yaml'] };
      const bad = writer.update({ ...target, branch: 'v1.0' }, setting('b'));
      const good = writer.update({ ...target, branch: 'main' }, setting('b'));
      await expect(bad).rejects.toMatchObject({ code: 'not-found' });
      await expect(bad).rejects.toThrow(/"v1\.0"/);
      expect((await good).kind).toBe('pushed');
    });

    it('name a repository that does not exist', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const wrong = url.replace(name, `${name}-not`);
      await expect(update(wrong, setting('b'))).rejects.toMatchObject({ code: 'not-found' });
    });

    it('are unauthorized after credentials were read again once', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      writer = writerOf(git, server.refused);
      await expect(update(url, setting('b'))).rejects.toMatchObject({ code: 'unauthorized' });
      writer = writerOf(git, server.refused, server.access);
      expect(await update(url, setting('b'))).toMatchObject({ kind: 'pushed' });
    });

    it('of prepare end that update alone', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      const failing = update(url, () => {
        throw new Error('no plan');
      });
      await expect(failing).rejects.toThrow('no plan');
      expect(await update(url, setting('b'))).toMatchObject({ kind: 'pushed' });
    });
  });

  describe('the cache', () => {
    it('may be deleted or broken at any time', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      await update(url, setting('b'));
      for (const directory of await readdir(cache.path)) {
        await rm(join(cache.path, directory, 'objects'), { recursive: true, force: true });
      }
      expect(await update(url, setting('c'))).toMatchObject({ kind: 'pushed' });
      await rm(cache.path, { recursive: true });
      expect(await update(url, setting('d'))).toMatchObject({ kind: 'pushed' });
      expect(await server.log(name)).toHaveLength(4);
    });

    it('serves the next process', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      await update(url, setting('b'));
      writer = writerOf(
        createGit({ cacheDir: cache.path, environment: process.env }),
        server.access,
      );
      expect(await update(url, setting('c'))).toMatchObject({ kind: 'pushed' });
    });

    it('holds no credentials when nothing runs', async () => {
      const url = await server.createRepository(name, { 'values.yaml': 'a' });
      await update(url, setting('b'));
      const names = await readdir(cache.path);
      expect(names.filter((each) => !each.endsWith('.git'))).toEqual([]);
    });
  });
}
