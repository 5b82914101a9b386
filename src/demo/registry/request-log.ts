import type { DemoRequestKind } from './routes.ts';

export interface RequestEntry {
  readonly kind: DemoRequestKind;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Of the answer. */
  readonly status: number;
}

/** What was asked of the embedded registry. */
export interface RequestLog {
  add(entry: RequestEntry): void;
  count(kind?: DemoRequestKind): number;
  /** The last ones, at most 10,000. */
  entries(): readonly RequestEntry[];
  clear(): void;
}

const MOST_ENTRIES = 10_000;

export function createRequestLog(): RequestLog {
  const counts = new Map<DemoRequestKind, number>();
  let entries: RequestEntry[] = [];
  return {
    add(entry) {
      counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
      entries.push(entry);
      if (entries.length >= 2 * MOST_ENTRIES) entries = entries.slice(-MOST_ENTRIES);
    },
    count: (kind) =>
      kind === undefined
        ? [...counts.values()].reduce((sum, count) => sum + count, 0)
        : (counts.get(kind) ?? 0),
    entries: () => entries.slice(-MOST_ENTRIES),
    clear() {
      counts.clear();
      entries = [];
    },
  };
}
