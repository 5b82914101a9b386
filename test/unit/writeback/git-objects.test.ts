import { describe, expect, it } from '@jest/globals';
import { ok, type Result } from '../../../src/model/errors.ts';
import {
  blobSizes,
  locateFiles,
  makeCommits,
  readFiles,
} from '../../../src/writeback/git-objects.ts';
import type { TreeEntry } from '../../../src/writeback/git-paths.ts';
import type { Remote } from '../../../src/writeback/git-run.ts';
import { type ScriptedGit, scriptedGit } from '../../support/git.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const C = 'c'.repeat(40);

function remoteOf(git: ScriptedGit): Remote {
  return { git, url: 'https://h/r', access: { kind: 'anonymous' }, where: 'git repository h/r' };
}

it('locates files by one command, and none when none is wanted', async () => {
  const git = scriptedGit({ 'ls-tree': [{ text: `100644 blob ${A}\tvalues.yaml\0` }] });
  const located = await locateFiles(remoteOf(git), B, ['values.yaml', 'none']);
  expect([...located]).toEqual([
    ['values.yaml', ok({ mode: '100644', oid: A })],
    ['none', ok(undefined)],
  ]);
  expect((await locateFiles(remoteOf(git), B, [])).size).toBe(0);
  expect(git.calls).toHaveLength(1);
});

it('knows the sizes of the blobs that are here', async () => {
  const git = scriptedGit({ 'cat-file': [{ text: `${A} 12\n${B} missing\n` }] });
  expect([...(await blobSizes(remoteOf(git), [A, B]))]).toEqual([[A, 12]]);
  expect((await blobSizes(remoteOf(git), [])).size).toBe(0);
});

const file = (oid: string) => ok({ mode: '100755', oid });

describe('readFiles', () => {
  async function read(path: string, oid: string, size: number, content: Uint8Array) {
    const head = new TextEncoder().encode(`${oid} blob ${content.length}\n`);
    const stdout = Buffer.concat([head, content, Buffer.from('\n')]);
    const git = scriptedGit({ 'cat-file': [{ stdout }] });
    const contents = await readFiles(
      remoteOf(git),
      new Map([[path, file(oid)]]),
      new Map([[oid, size]]),
    );
    return contents.get(path);
  }

  it('reads text with its mode, a byte order mark included', async () => {
    const text = '\uFEFFä\nb';
    expect(await read('f', A, 6, new TextEncoder().encode(text))).toEqual(
      ok({ mode: '100755', text }),
    );
  });

  it('refuses what is not text', async () => {
    expect(await read('f', A, 2, Uint8Array.of(0xff, 0xfe))).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
  });

  it('does not even ask for what is too large', async () => {
    const git = scriptedGit({});
    const sizes = new Map([[C, 1024 * 1024 + 1]]);
    const contents = await readFiles(remoteOf(git), new Map([['f', file(C)]]), sizes);
    expect(contents.get('f')).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(git.calls).toEqual([]);
  });

  it('reads files that share a blob', async () => {
    const git = scriptedGit({ 'cat-file': [{ text: `${A} blob 1\nx\n` }] });
    const located = new Map<string, Result<TreeEntry | undefined>>([
      ['f', file(A)],
      ['g', file(A)],
      ['none', ok(undefined)],
    ]);
    const contents = await readFiles(remoteOf(git), located, new Map([[A, 1]]));
    expect([...contents.values()]).toEqual([
      ok({ mode: '100755', text: 'x' }),
      ok({ mode: '100755', text: 'x' }),
      ok(undefined),
    ]);
    expect(git.calls).toMatchObject([{ stdin: `${A}\n` }]);
  });
});

it('makes all commits by one command', async () => {
  const git = scriptedGit({ 'fast-import': [{ text: `${A}\n${B}\n` }] });
  const commit = { ref: 'refs/tagboat/x', parent: C, message: 'm', files: [] };
  const stamp = { identity: { name: 'T', email: 't@b' }, seconds: 1 };
  expect(await makeCommits(remoteOf(git), [commit, commit], stamp)).toEqual([A, B]);
  expect(git.calls).toHaveLength(1);
});
