import { type ChildProcess, spawn } from 'node:child_process';
import { TagboatError } from '../model/errors.ts';

export interface ProcessOptions {
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array | undefined;
  readonly timeoutMs: number;
  /** Of stdout. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ProcessResult {
  /** 128 and more when a signal ended it. */
  readonly code: number;
  readonly stdout: Uint8Array;
  /** The last 64 KiB, as written. */
  readonly stderr: string;
}

const STDERR_LIMIT = 65_536;
/** How long git may take to remove its lock files once it was told to stop. */
const GRACE_MS = 2_000;

/**
 * Runs a command in a process group of its own, so that a stop reaches its children (ssh, index-pack) too.
 * @throws TagboatError `unavailable` (time limit), `refused` (too much output), `not-found` (no such
 * command); the signal's reason when it is aborted
 */
export function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  options.signal?.throwIfAborted();
  const child = spawn(command, args, { env: options.env, detached: true, stdio: 'pipe' });
  // A child that ends before it has read all of its input is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  return outcome(child, command, options);
}

function outcome(child: ChildProcess, command: string, options: ProcessOptions) {
  return new Promise<ProcessResult>((resolve, reject) => {
    let stopped: unknown;
    let killer: NodeJS.Timeout | undefined;
    const stop = (reason: unknown) => {
      if (stopped !== undefined) return;
      stopped = reason;
      signalGroup(child, 'SIGTERM');
      killer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
    };
    const onAbort = () => stop(options.signal?.reason ?? new Error('aborted'));
    const timer = setTimeout(() => stop(tooSlow(command, options)), options.timeoutMs);
    options.signal?.addEventListener('abort', onAbort);
    const stdout = collect(child, options.maxBytes, () => stop(tooLarge(command, options)));
    const stderr = tail(child);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      clearTimeout(killer);
      options.signal?.removeEventListener('abort', onAbort);
      act();
    };
    child.on('error', (cause) => settle(() => reject(notStarted(command, cause))));
    child.on('close', (code) =>
      settle(() => {
        if (stopped !== undefined) reject(stopped);
        else resolve({ code: code ?? 128, stdout: stdout(), stderr: stderr() });
      }),
    );
  });
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Every process of the group has ended already.
  }
}

function collect(child: ChildProcess, maxBytes: number, overflow: () => void): () => Uint8Array {
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) overflow();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}

function tail(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-STDERR_LIMIT);
  });
  return () => text;
}

function tooSlow(command: string, { timeoutMs }: ProcessOptions): TagboatError {
  return new TagboatError('unavailable', {
    what: 'the command took too long and was stopped',
    where: command,
    expected: `an end within ${timeoutMs / 1000} seconds`,
  });
}

function tooLarge(command: string, { maxBytes }: ProcessOptions): TagboatError {
  return new TagboatError('refused', {
    what: 'the command wrote too much output and was stopped',
    where: command,
    expected: `at most ${maxBytes} bytes`,
  });
}

function notStarted(command: string, cause: Error): TagboatError {
  const code = 'code' in cause && cause.code === 'ENOENT' ? 'not-found' : 'invalid-config';
  return new TagboatError(
    code,
    { what: 'the command could not be started', where: command },
    cause,
  );
}
