import { describe, expect, it } from '@jest/globals';
import { fail, ok, type Result } from '../../../src/model/errors.ts';
import type { Contents, RepositoryFile } from '../../../src/writeback/git-contents.ts';
import { contentsAfter, filesOf, toCommit } from '../../../src/writeback/git-prepare.ts';

const broken = fail('refused', { what: 'is a symlink', where: 'link' });
const contents: Contents = new Map<string, Result<RepositoryFile | undefined>>([
  ['a', ok({ text: 'one', mode: '100755' })],
  ['none', ok(undefined)],
  ['link', broken],
]);
const place = { ref: 'refs/tagboat/x', parent: '1' };

it('shows each path as text, as nothing, or as an error', () => {
  const files = filesOf(['a', 'none', 'link', '../x'], contents);
  expect([...files.keys()]).toEqual(['a', 'link', '../x']);
  expect(files.get('a')).toEqual(ok('one'));
  expect(files.get('link')).toBe(broken);
  expect(files.get('../x')).toMatchObject({ ok: false });
});

const commitOf = (writes: Record<string, string>) =>
  toCommit({ writes: new Map(Object.entries(writes)), message: 'm' }, contents, place);

describe('toCommit', () => {
  it('keeps modes and leaves out what stays the same', () => {
    expect(commitOf({ a: 'two', none: 'new' })?.files).toEqual([
      { path: 'a', text: 'two', mode: '100755' },
      { path: 'none', text: 'new', mode: '100644' },
    ]);
    expect(commitOf({ a: 'one', none: 'new' })?.files).toHaveLength(1);
  });

  it('is nothing when all stays the same', () => {
    expect(commitOf({ a: 'one' })).toBeUndefined();
    expect(commitOf({})).toBeUndefined();
  });

  it.each(['link', 'elsewhere'])('refuses to write %s', (path) => {
    expect(() => commitOf({ [path]: 'x' })).toThrow(/not read before/);
  });

  it('tells what the branch has then', () => {
    const commit = commitOf({ none: 'new' });
    const after = commit === undefined ? contents : contentsAfter(contents, commit);
    expect(after.get('none')).toEqual(ok({ text: 'new', mode: '100644' }));
    expect(after.get('a')).toBe(contents.get('a'));
  });
});
