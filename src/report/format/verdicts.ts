import { printable } from '../../model/printable.ts';
import type { Candidate, Verdict } from '../../model/verdict.ts';

/** How verdicts are printed for a machine; the shape is an interface others rely on. */
export interface VerdictReport {
  /** The tag taken, or null. */
  readonly pick: string | null;
  readonly verdicts: readonly {
    readonly tag: string;
    readonly code: string;
    readonly reason: string;
    readonly warning?: string;
  }[];
}

export function verdictReport(
  pick: Candidate | undefined,
  verdicts: readonly Verdict[],
): VerdictReport {
  return {
    pick: pick?.tag ?? null,
    verdicts: verdicts.map(({ tag, code, reason, warning }) => ({
      tag,
      code,
      reason,
      ...(warning !== undefined && { warning }),
    })),
  };
}

/**
 * Verdicts as aligned lines, the taken one first, then as they come:
 * `✓ v1.0.3  taken  highest of 3 versions`.
 */
export function verdictLines(verdicts: readonly Verdict[]): readonly string[] {
  const taken = verdicts.filter((verdict) => verdict.code === 'taken');
  const others = verdicts.filter((verdict) => verdict.code !== 'taken');
  const rows = [...taken, ...others].map((verdict) => ({
    mark: verdict.code === 'taken' ? '✓' : '·',
    tag: printable(verdict.tag, 128),
    code: verdict.code,
    reason: printable(verdict.reason, 400),
  }));
  const tagWidth = Math.max(0, ...rows.map((row) => row.tag.length));
  const codeWidth = Math.max(0, ...rows.map((row) => row.code.length));
  return rows.map(
    ({ mark, tag, code, reason }) =>
      `${mark} ${tag.padEnd(tagWidth)}  ${code.padEnd(codeWidth)}  ${reason}`,
  );
}
