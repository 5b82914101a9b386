/** What a command may use of the process; main fills it in. */
export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Everything on standard input. */
  readonly readInput: () => Promise<string>;
  /** Whether the output is a terminal that shows colours (a TTY, and `NO_COLOR` is not set). */
  readonly colours: boolean;
  /** Of this process, as `os/arch` in Go's words: `linux/amd64`. */
  readonly platform: string;
  /** A folder of this process's own, which need not exist yet and may be deleted afterwards. */
  readonly scratch: string;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
}

/** How a command ends, as the process's exit code: 0 done, 1 failed, 2 used wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Tells commander's action handlers apart from their exit code, which commander has no place for. */
export type SetExit = (code: ExitCode) => void;

/** Resolves once the process is asked to end, also when it has been already. */
export function ended({ signal }: Pick<Io, 'signal'>): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
