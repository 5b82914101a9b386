import { describe, expect, it } from '@jest/globals';
import { commitStream, parseMarks } from '../../../src/writeback/git-commit.ts';

const parent = '1'.repeat(40);

it('writes commits as git fast-import reads them, lengths in bytes', () => {
  const files = [{ path: 'a "b"\\c', mode: '100755', text: 'ö\n' }];
  const commits = [{ ref: 'refs/tagboat/x', parent, message: 'ä', files }];
  expect(commitStream(commits, { name: 'Tag\nboat <x>', email: ' t@b> ' }, 12)).toBe(
    [
      'commit refs/tagboat/x',
      'mark :1',
      'author Tagboat x <t@b> 12 +0000',
      'committer Tagboat x <t@b> 12 +0000',
      'data 2',
      'ä',
      `from ${parent}`,
      'M 100755 inline "a \\"b\\"\\\\c"',
      'data 3',
      'ö\n',
      '',
      'get-mark :1',
      'done',
      '',
    ].join('\n'),
  );
});

describe('parseMarks', () => {
  it('reads the ids in order', () => {
    expect(parseMarks(`${parent}\n${'2'.repeat(40)}\n`, 2)).toEqual([parent, '2'.repeat(40)]);
  });

  it('does not guess', () => {
    expect(() => parseMarks('', 1)).toThrow(/another number of commits/);
  });
});
