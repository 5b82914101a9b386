import * as z from 'zod';
import type { Question, Reply, Service } from './child.ts';

/** Answers the process that started this one, and ends with it. */
export function serve<S extends Service<S> & object>(service: S): void {
  process.on('message', (question: Question) => {
    reply(service, question).then((answer) => process.send?.(answer), failed);
  });
  process.once('disconnect', () => process.exit());
}

const Action = z.custom<(argument: unknown) => Promise<unknown>>(
  (value) => typeof value === 'function',
);

async function reply(service: object, { id, name, argument }: Question): Promise<Reply> {
  try {
    const action = Action.parse(Reflect.get(service, name));
    return { id, value: await action(argument) };
  } catch (thrown) {
    return { id, error: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function failed(thrown: unknown): void {
  process.stderr.write(`${String(thrown)}\n`);
  process.exit(1);
}
