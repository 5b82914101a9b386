/** Typing errors that still point to one word. */
const MAX_DISTANCE = 2;

/**
 * The candidate that differs least from `word`, when it differs by a slip of the finger.
 * @param within the most edits that still count as one
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  within = MAX_DISTANCE,
): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > within) continue;
    const distance = editDistance(word, candidate);
    if (distance <= within && distance < (best?.distance ?? Infinity)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate;
}

/** `did you mean X?`, or undefined when nothing is near. */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
  within = MAX_DISTANCE,
): string | undefined {
  const candidate = nearest(word, candidates, within);
  return candidate === undefined ? undefined : `did you mean ${candidate}?`;
}

/** Levenshtein distance, with a swap of neighbours as one step, row by row. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(step({ a, b, i, j, row, last, before }));
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

interface Cell {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly row: readonly number[];
  readonly last: readonly number[];
  readonly before: readonly number[];
}

function step({ a, b, i, j, row, last, before }: Cell): number {
  const changed = a[i - 1] === b[j - 1] ? 0 : 1;
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    (row[j - 1] ?? Infinity) + 1,
    (last[j] ?? Infinity) + 1,
    (last[j - 1] ?? Infinity) + changed,
    swapped ? (before[j - 2] ?? Infinity) + 1 : Infinity,
  );
}
