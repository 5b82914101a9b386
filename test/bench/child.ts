import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';

/** What a process of the bench does when asked: functions of one argument, which travels as JSON. */
export type Service<S> = { readonly [K in keyof S]: (argument: never) => Promise<unknown> };

type Answer<S extends Service<S>, K extends keyof S> = Awaited<ReturnType<S[K]>>;

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

/** A process of its own that offers a service. */
export interface Child<S extends Service<S>> {
  /** @throws Error with what the process said last, when it fails, ends or takes too long */
  ask<K extends keyof S & string>(name: K, argument: Parameters<S[K]>[0]): Promise<Answer<S, K>>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  /** Flags of Node. */
  readonly nodeFlags?: readonly string[] | undefined;
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** How long any answer may take. @default 10 minutes */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 600_000;
const TAIL_CHARACTERS = 4_000;

/** Starts a script that ends in `serve(service)`; it does not outlive this process. */
export function startChild<S extends Service<S>>(
  script: string,
  { nodeFlags = [], environment = {}, timeoutMs = TIMEOUT_MS }: ChildOptions = {},
): Child<S> {
  const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
  const env = { ...process.env, ...environment };
  const child = fork(script, { execArgv: [...nodeFlags], stdio: [...stdio], env });
  const waiting = new Map<number, (reply: Reply) => void>();
  let tail = '';
  let asked = 0;

  child.stderr?.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-TAIL_CHARACTERS);
  });
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  child.once('exit', (code, signal) => {
    const error = `the process ended (${signal ?? code})`;
    for (const [id, settle] of waiting) settle({ id, error });
  });

  function answerTo(question: Question): Promise<Reply> {
    const { id } = question;
    return new Promise((resolve) => {
      const limit = setTimeout(() => settle({ id, error: 'no answer in time' }), timeoutMs);
      function settle(reply: Reply): void {
        clearTimeout(limit);
        waiting.delete(id);
        resolve(reply);
      }
      waiting.set(id, settle);
      child.send(question, (error) => {
        if (error !== null) settle({ id, error: error.message });
      });
    });
  }

  return {
    async ask<K extends keyof S & string>(
      name: K,
      argument: Parameters<S[K]>[0],
    ): Promise<Answer<S, K>> {
      asked += 1;
      const reply = await answerTo({ id: asked, name, argument });
      if ('error' in reply) throw new Error(`${name}: ${reply.error}\n${tail}`);
      return z.custom<Answer<S, K>>().parse(reply.value);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
