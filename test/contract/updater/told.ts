import type { Ended } from '../../support/program.ts';

/** One line of the log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly application?: string;
  readonly alias?: string;
  readonly image?: string;
  readonly from?: string | null;
  readonly to?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly warning?: string;
  readonly commit?: string;
  readonly healthPort?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** How a command ended, with its log read. */
export interface Told extends Ended {
  readonly log: readonly LogLine[];
  /** The lines with this message, about this Application if one is named. */
  lines(message: string, application?: string): readonly LogLine[];
}

export function told(ended: Ended): Told {
  const log = logOf(ended.err);
  return { ...ended, log, lines: linesOf(log) };
}

export function logOf(text: string): readonly LogLine[] {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as LogLine);
}

export function linesOf(log: readonly LogLine[]): Told['lines'] {
  return (message, application) =>
    log.filter(
      (line) =>
        line.msg === message &&
        (application === undefined || line.application?.endsWith(`/${application}`) === true),
    );
}
