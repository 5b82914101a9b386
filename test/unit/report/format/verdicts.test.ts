import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../../../../src/model/verdict.ts';
import { verdictLines, verdictReport } from '../../../../src/report/format/verdicts.ts';

const VERDICTS: readonly Verdict[] = [
  { tag: 'v1.0.2', code: 'lower', reason: 'lower than v1.0.3' },
  { tag: 'v1.0.3', code: 'taken', reason: 'highest of 2 versions', digest: 'sha256:1' },
  { tag: '20251114', code: 'date-shaped', reason: 'is a date' },
];

describe('verdictReport', () => {
  it('has the pick, and tag, code and reason of every verdict', () => {
    expect(verdictReport({ tag: 'v1.0.3' }, VERDICTS)).toEqual({
      pick: 'v1.0.3',
      verdicts: [
        { tag: 'v1.0.2', code: 'lower', reason: 'lower than v1.0.3' },
        { tag: 'v1.0.3', code: 'taken', reason: 'highest of 2 versions' },
        { tag: '20251114', code: 'date-shaped', reason: 'is a date' },
      ],
    });
  });

  it('has null for no pick, and shows a warning', () => {
    const warned: Verdict = { tag: 'a', code: 'taken', reason: 'r', warning: 'looks-like-a-date' };
    const { pick, verdicts } = verdictReport(undefined, [warned]);
    expect(pick).toBeNull();
    expect(verdicts[0]?.warning).toBe('looks-like-a-date');
  });
});

describe('verdictLines', () => {
  it('aligns, the taken tag first', () => {
    expect(verdictLines(VERDICTS)).toEqual([
      '✓ v1.0.3    taken        highest of 2 versions',
      '· v1.0.2    lower        lower than v1.0.3',
      '· 20251114  date-shaped  is a date',
    ]);
  });

  it('shows no control characters', () => {
    const [line] = verdictLines([{ tag: '\u001b[2J', code: 'not-a-version', reason: 'bad\nline' }]);
    expect(line).toBe('· \\u001b[2J  not-a-version  bad\\u000aline');
  });
});
