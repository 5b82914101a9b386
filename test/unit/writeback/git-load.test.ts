import { beforeEach, describe, expect, it } from '@jest/globals';
import { ok } from '../../../src/model/errors.ts';
import { contentsCache } from '../../../src/writeback/git-contents.ts';
import {
  keepContents,
  loadContents,
  type RepositoryCache,
} from '../../../src/writeback/git-load.ts';
import type { Remote } from '../../../src/writeback/git-run.ts';
import { commandOf, type ScriptedGit, scriptedGit } from '../../support/git.ts';

const HEAD = 'a'.repeat(40);
const BLOB = 'b'.repeat(40);
const wanted = [{ branch: 'main', head: HEAD, paths: ['f'] }];
const TREE = { text: `100644 blob ${BLOB}\tf\0` };
const MISSING = { text: `${BLOB} missing\n` };
const SIZE = { text: `${BLOB} 1\n` };
const CONTENT = { text: `${BLOB} blob 1\nx\n` };

let cache: RepositoryCache;

beforeEach(() => {
  cache = { heads: new Map(), contents: contentsCache(1000), whole: false, fetches: 0 };
});

function remoteOf(git: ScriptedGit): Remote {
  return { git, url: 'https://h/r', access: { kind: 'anonymous' }, where: 'git repository h/r' };
}

function commands(git: ScriptedGit): readonly string[] {
  return git.calls.map(commandOf);
}

describe('loadContents', () => {
  it('fetches the head and then the blobs, and after that knows them', async () => {
    const git = scriptedGit({
      fetch: [{}, {}],
      'ls-tree': [TREE],
      'cat-file': [MISSING, SIZE, CONTENT],
    });
    const expected = new Map([['f', ok({ text: 'x', mode: '100644' })]]);
    expect((await loadContents(remoteOf(git), cache, wanted)).get('main')).toEqual(expected);
    expect(commands(git)).toEqual([
      'fetch',
      'ls-tree',
      'cat-file',
      'fetch',
      'cat-file',
      'cat-file',
    ]);
    expect((await loadContents(remoteOf(git), cache, wanted)).get('main')).toEqual(expected);
    expect(git.calls).toHaveLength(6);
  });

  it('fetches no head that is here, and no blob that is here', async () => {
    const git = scriptedGit({ 'ls-tree': [TREE], 'cat-file': [SIZE, CONTENT] });
    cache.heads.set('main', HEAD);
    await loadContents(remoteOf(git), cache, wanted);
    expect(commands(git)).toEqual(['ls-tree', 'cat-file', 'cat-file']);
  });

  it('knows contents only as long as their commit is here', async () => {
    const git = scriptedGit({ fetch: [{}], 'ls-tree': [TREE], 'cat-file': [SIZE, CONTENT] });
    keepContents(remoteOf(git), cache, { branch: 'main', head: HEAD, contents: new Map() });
    cache.heads.clear();
    await loadContents(remoteOf(git), cache, wanted);
    expect(commands(git)).toContain('fetch');
  });

  it.each([
    'fatal: remote error: upload-pack: not our ref',
    'error: Server does not allow request for unadvertised object',
  ])('fetches whole commits from now on when the server says: %s', async (stderr) => {
    const git = scriptedGit({
      fetch: [{}, { code: 128, stderr }],
      'ls-tree': [TREE],
      'cat-file': [MISSING],
    });
    const loading = loadContents(remoteOf(git), cache, wanted);
    await expect(loading).rejects.toMatchObject({ code: 'internal' });
    expect(cache.whole).toBe(true);
  });

  it('does not take a server that is down for one that cannot', async () => {
    const git = scriptedGit({
      fetch: [{}, { code: 128, stderr: 'Connection refused' }],
      'ls-tree': [TREE],
      'cat-file': [MISSING],
    });
    const loading = loadContents(remoteOf(git), cache, wanted);
    await expect(loading).rejects.toMatchObject({ code: 'unavailable' });
    expect(cache.whole).toBe(false);
  });
});
