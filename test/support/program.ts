import type { ExitCode, Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';

/** A process that a command line runs in, with all that it prints kept. */
export interface TestIo {
  readonly io: Io;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the first line on standard error that matches, printed already or to come. */
  line(pattern: RegExp): Promise<string>;
  /** Asks the process to end. */
  stop(): void;
}

export interface TestIoOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly scratch?: string;
}

export function testIo({ input = '', environment = {}, scratch = '' }: TestIoOptions = {}): TestIo {
  const ending = new AbortController();
  const lines: string[] = [];
  let out = '';
  let waiting: readonly { readonly pattern: RegExp; readonly tell: (line: string) => void }[] = [];

  function hear(line: string): void {
    lines.push(line);
    const told = waiting.filter(({ pattern }) => pattern.test(line));
    waiting = waiting.filter((each) => !told.includes(each));
    for (const { tell } of told) tell(line);
  }

  return {
    io: {
      environment: { PATH: process.env.PATH, ...environment },
      out: (text) => {
        out += text;
      },
      err: hear,
      readInput: () => Promise.resolve(input),
      colours: false,
      platform: 'linux/amd64',
      scratch,
      signal: ending.signal,
    },
    out: () => out,
    err: () => lines.join(''),
    line(pattern) {
      const found = lines.find((line) => pattern.test(line));
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((tell) => {
        waiting = [...waiting, { pattern, tell }];
      });
    },
    stop: () => ending.abort(new Error('the test is over')),
  };
}

export interface Ended {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end. */
export async function program(
  args: readonly string[],
  options: TestIoOptions = {},
): Promise<Ended> {
  const test = testIo(options);
  const code = await runProgram(args, test.io);
  return { code, out: test.out(), err: test.err() };
}
