import { createHash } from 'node:crypto';
import type { Clock } from '../ports.ts';
import { lru } from './lru.ts';
import type { Target } from './session.ts';

export interface TagMemoryOptions {
  /**
   * How long a tag is taken to stand for the same digest, in milliseconds; each tag gets between half of
   * it and the whole, so that they come due apart.
   * @default 3600000
   */
  readonly tagTtlMs?: number | undefined;
  /** The same for a tag that the registry said it does not have. @default 300000 */
  readonly missingTtlMs?: number | undefined;
}

/** What a tag stood for when it was last asked. */
interface KnownTag {
  /** Absent when the registry did not have it. */
  readonly digest: string | undefined;
  /** Time to ask again. */
  readonly due: boolean;
}

/** What tags stand for, bounded and for a time. */
export interface TagMemory {
  recall(target: Target, tag: string): KnownTag | undefined;
  keep(target: Target, tag: string, digest: string | undefined): void;
}

interface Entry {
  readonly digest: string | undefined;
  readonly until: number;
}

export function createTagMemory(
  clock: Clock,
  options: TagMemoryOptions & { readonly capacity: number },
): TagMemory {
  const { tagTtlMs = 3_600_000, missingTtlMs = 300_000, capacity } = options;
  const entries = lru<Entry>(capacity);
  return {
    recall(target, tag) {
      const known = entries.get(keyOf(target, tag));
      return known && { digest: known.digest, due: known.until <= clock.now() };
    },
    keep(target, tag, digest) {
      const key = keyOf(target, tag);
      const ttl = digest === undefined ? missingTtlMs : spread(tagTtlMs, key);
      entries.set(key, { digest, until: clock.now() + ttl });
    },
  };
}

function keyOf(target: Target, tag: string): string {
  return `${userKey(target)} ${tag}`;
}

/** The repository as one user sees it: what one may see says nothing to another. */
export function userKey({ endpoint, path, credential }: Target): string {
  return `${endpoint.apiUrl}/${path} ${JSON.stringify(credential ?? null)}`;
}

/** Between half of it and the whole, always the same for one key. */
function spread(ms: number, key: string): number {
  const fraction = createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32;
  return ms * (0.5 + fraction / 2);
}
