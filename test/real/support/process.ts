import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A program that runs beside the tests. */
export interface RunningProcess {
  readonly name: string;
  /** The last lines it printed. */
  tail(): string;
  /** Whether it has ended by itself. */
  ended(): boolean;
  /** Kills it and waits for its end. */
  kill(): Promise<void>;
}

const TAIL_LINES = 40;

/**
 * Starts a program; it does not outlive this process.
 *
 * @param env added to the variables of this process
 */
export function startProcess(
  name: string,
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningProcess {
  const options = { env: { ...process.env, ...env } };
  const child = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const keep = (chunk: Buffer) => {
    lines.push(...chunk.toString().split('\n').filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - TAIL_LINES));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => lines.push(String(error)));
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  return {
    name,
    tail: () => lines.join('\n'),
    ended: () => hasEnded(child),
    async kill() {
      process.off('exit', killNow);
      if (hasEnded(child)) return;
      const exit = once(child, 'exit');
      killNow();
      await exit;
    },
  };
}

/** A TCP port that was free a moment ago, for programs that cannot pick one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
