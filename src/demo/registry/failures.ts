import { problem, type Reply } from './reply.ts';
import type { DemoRequestKind } from './routes.ts';

export interface Failure {
  readonly status: number;
  /** Requests that fail. @default 1 */
  readonly times?: number | undefined;
  /** Only these. @default all */
  readonly kind?: DemoRequestKind | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Errors that were ordered, each until it has been given as often as asked. */
export interface Failures {
  order(failure: Failure): void;
  /** The error for a request of this kind, or undefined when it is to be answered. */
  next(kind: DemoRequestKind): Reply | undefined;
}

interface Ordered {
  readonly failure: Failure;
  left: number;
}

export function createFailures(): Failures {
  let ordered: Ordered[] = [];
  return {
    order(failure) {
      ordered.push({ failure, left: failure.times ?? 1 });
    },
    next(kind) {
      const due = ordered.find(({ failure }) => (failure.kind ?? kind) === kind);
      if (due === undefined) return undefined;
      due.left -= 1;
      ordered = ordered.filter(({ left }) => left > 0);
      const { status, headers } = due.failure;
      const reply = problem(status, 'DENIED', 'ordered by a test');
      return { ...reply, headers: { ...reply.headers, ...headers } };
    },
  };
}
