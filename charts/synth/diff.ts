import type { SynthPlan } from './plan.ts';

/** What a plan changes, file by file and line by line, for people. */
export function diffText(plan: SynthPlan, existing: ReadonlyMap<string, string>): string {
  const written = [...plan.writes].map(([path, text]) => fileDiff(path, existing.get(path), text));
  const removed = plan.removes.map((path) => fileDiff(path, existing.get(path), undefined));
  return [...written, ...removed].join('');
}

function fileDiff(path: string, before: string | undefined, after: string | undefined): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const lines = lineDiff(linesOf(before), linesOf(after));
  return [`--- ${from}`, `+++ ${to}`, ...lines, ''].join('\n');
}

function linesOf(text = ''): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The lines that differ, between the first and the last that do; what is equal there has a blank in front. */
function lineDiff(before: readonly string[], after: readonly string[]): readonly string[] {
  const start = equalLines(before, after);
  const end = equalLines(before.slice(start).toReversed(), after.slice(start).toReversed());
  return walk(before.slice(start, before.length - end), after.slice(start, after.length - end));
}

function equalLines(a: readonly string[], b: readonly string[]): number {
  const first = a.findIndex((line, index) => line !== b[index]);
  return first === -1 ? a.length : first;
}

/** Along a longest common subsequence. */
function walk(before: readonly string[], after: readonly string[]): readonly string[] {
  const lengths = commonLengths(before, after);
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      lines.push(` ${before[i]}`);
      i += 1;
      j += 1;
    } else if (i < before.length && (j === after.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`-${before[i]}`);
      i += 1;
    } else {
      lines.push(`+${after[j]}`);
      j += 1;
    }
  }
  return lines;
}

/** At `[i][j]`, how many lines the rest of `before` from i and the rest of `after` from j have in common. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly number[])[] {
  const rows: number[][] = [...before, ''].map(() => [...after, ''].map(() => 0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [row = [], next = []] = [rows[i], rows[i + 1]];
      row[j] =
        before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}
