import type { KubeObject } from './objects.ts';
import { badRequest, expired } from './status.ts';

/** Lists that are handed out page by page, each as it was at its first page. */
export interface Lists {
  /** @throws ApiError 410 when the list was forgotten, 400 for a token that was never given out */
  page(
    request: { readonly limit: number; readonly token: string | undefined },
    start: () => Snapshot,
  ): Page;
  /** Forgets all lists under way. */
  compact(): void;
}

export interface Snapshot {
  readonly items: readonly KubeObject[];
  readonly version: number;
}

export interface Page extends Snapshot {
  /** Empty on the last page. */
  readonly token: string;
  readonly remaining: number;
}

/** How many lists may be under way; the oldest is forgotten first. */
const MAX_SNAPSHOTS = 1000;

export function createLists(): Lists {
  const snapshots = new Map<number, Snapshot>();
  let last = 0;
  const resume = (token: string) => {
    const [, id, from] = /^(\d+)\.(\d+)$/.exec(token) ?? [];
    if (id === undefined) throw badRequest('continue key is not valid');
    const snapshot = snapshots.get(Number(id));
    if (snapshot === undefined) {
      throw expired(
        'The provided continue parameter is too old to display a consistent list result.',
      );
    }
    return { id: Number(id), snapshot, from: Number(from) };
  };
  const keep = (snapshot: Snapshot) => {
    last += 1;
    snapshots.set(last, snapshot);
    const [oldest] = snapshots.keys();
    if (snapshots.size > MAX_SNAPSHOTS && oldest !== undefined) snapshots.delete(oldest);
    return last;
  };
  return {
    page({ limit, token }, start) {
      const { id, snapshot, from } =
        token === undefined ? { id: undefined, snapshot: start(), from: 0 } : resume(token);
      const { items, version } = snapshot;
      const to = limit > 0 ? Math.min(from + limit, items.length) : items.length;
      const more = to < items.length;
      return {
        items: items.slice(from, to),
        version,
        token: more ? `${id ?? keep(snapshot)}.${to}` : '',
        remaining: items.length - to,
      };
    },
    compact: () => snapshots.clear(),
  };
}
