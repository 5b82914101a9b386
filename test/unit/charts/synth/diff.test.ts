import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffText } from '../../../../charts/synth/diff.ts';

function diff(before: string | undefined, after: string | undefined): string {
  const existing = new Map(before === undefined ? [] : [['x.yaml', before]]);
  const writes = new Map(after === undefined ? [] : [['x.yaml', after]]);
  const removes = after === undefined ? ['x.yaml'] : [];
  return diffText({ writes, removes, unchanged: [] }, existing);
}

describe('diffText', () => {
  it('is empty when nothing changes', () => {
    expect(diffText({ writes: new Map(), removes: [], unchanged: ['x'] }, new Map())).toBe('');
  });

  it.each([
    ['a\nb\nc\nd\n', 'a\nB\nc\nD\n', '--- a/x.yaml\n+++ b/x.yaml\n-b\n+B\n c\n-d\n+D\n'],
    ['a\nc\n', 'a\nb\nc\n', '--- a/x.yaml\n+++ b/x.yaml\n+b\n'],
    [undefined, 'a\n', '--- /dev/null\n+++ b/x.yaml\n+a\n'],
    ['a\nb\n', undefined, '--- a/x.yaml\n+++ /dev/null\n-a\n-b\n'],
  ])('from %j to %j shows the lines that differ', (before, after, expected) => {
    expect(diff(before, after)).toBe(expected);
  });

  it('takes away as many lines as are gone and adds as many as are new', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = diff(`${before.join('\n')}\n`, `${after.join('\n')}\n`)
          .split('\n')
          .slice(2);
        const count = (sign: string) => shown.filter((line) => line.startsWith(sign)).length;
        expect(count('+') - count('-')).toBe(after.length - before.length);
      }),
    );
  });
});
