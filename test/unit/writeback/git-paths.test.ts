import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkPath, findFile, parseTree, withParents } from '../../../src/writeback/git-paths.ts';
import { holds } from '../../support/holds.ts';

describe('checkPath', () => {
  it.each(['values.yaml', 'a/b/.argocd-source-x.yaml', 'a b/ü', '.github/x', 'a..b', 'gitx~1'])(
    'lets %s through',
    (path) => expect(checkPath(path)).toBeUndefined(),
  );

  it.each([
    '',
    '/a',
    '../a',
    'a/../../b',
    'a/..',
    '.',
    './a',
    'a//b',
    'a/',
    'a\nb',
    'a\0b',
    'a\\b',
    '.git/config',
    'a/.GIT/x',
    'a/.git',
    'git~1/x',
    '.git./x',
    '.git /x',
    'x'.repeat(1025),
  ])('refuses %j', (path) => expect(checkPath(path)).toMatchObject({ code: 'refused' }));

  it('lets nothing through that leads out, whatever its parts are', () => {
    const part = fc.constantFrom('a', '..', '.', '', '.git', 'b.yaml', '...');
    holds(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        if (checkPath(parts.join('/')) !== undefined) return;
        expect(parts.filter((each) => ['', '.', '..', '.git'].includes(each))).toEqual([]);
      }),
    );
  });
});

it('names every directory on the way once', () => {
  expect(withParents(['a/b/c', 'a/d'])).toEqual(['a', 'a/b', 'a/b/c', 'a/d']);
});

const record = (mode: string, path: string) => `${mode} type ${'1'.repeat(40)}\t${path}\0`;

describe('findFile', () => {
  const entries = parseTree(
    new TextEncoder().encode(
      [
        record('040000', 'dir'),
        record('100644', 'dir/a\tb'),
        record('100755', 'run'),
        record('120000', 'link'),
        record('160000', 'module'),
      ].join(''),
    ),
  );

  it.each(['dir/a\tb', 'run'])('finds %j', (path) => {
    expect(findFile(entries, path)).toMatchObject({ ok: true, value: { oid: '1'.repeat(40) } });
  });

  it.each(['none', 'dir/none', 'none/none'])('finds nothing at %s', (path) => {
    expect(findFile(entries, path)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['link', 'a symlink'],
    ['link/x', 'a symlink'],
    ['module', 'a submodule'],
    ['module/x', 'a submodule'],
    ['dir', 'a directory'],
    ['run/x', 'a file'],
  ])('refuses %s, which is or leads through %s', (path, found) => {
    const result = findFile(entries, path);
    expect(result.ok ? undefined : result.error.problem).toMatchObject({ found });
  });
});
