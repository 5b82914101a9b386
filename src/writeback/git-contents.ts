import type { Result } from '../model/errors.ts';

/** A file of a commit; `mode` as in a tree. */
export interface RepositoryFile {
  readonly text: string;
  readonly mode: string;
}

/** What a commit has at some paths: undefined where there is no file. */
export type Contents = ReadonlyMap<string, Result<RepositoryFile | undefined>>;

/** The contents of the last head of each branch, so that an unchanged head costs no reading. */
export interface ContentsCache {
  /** Those of this commit, if all the paths are known. */
  get(branch: string, head: string, paths: readonly string[]): Contents | undefined;
  set(branch: string, head: string, contents: Contents): void;
}

interface Entry {
  readonly head: string;
  readonly contents: Contents;
  readonly size: number;
}

/** Keeps at most `limit` characters of text, the branches used last. */
export function contentsCache(limit: number): ContentsCache {
  const entries = new Map<string, Entry>();
  let size = 0;

  function remove(branch: string): void {
    size -= entries.get(branch)?.size ?? 0;
    entries.delete(branch);
  }

  return {
    get(branch, head, paths) {
      const entry = entries.get(branch);
      if (entry?.head !== head || !paths.every((path) => entry.contents.has(path)))
        return undefined;
      entries.delete(branch);
      entries.set(branch, entry);
      return entry.contents;
    },
    set(branch, head, contents) {
      remove(branch);
      const entry = { head, contents, size: sizeOf(contents) };
      entries.set(branch, entry);
      size += entry.size;
      for (const oldest of entries.keys()) {
        if (size <= limit) break;
        remove(oldest);
      }
    },
  };
}

function sizeOf(contents: Contents): number {
  return [...contents].reduce(
    (sum, [path, file]) => sum + path.length + (file.ok ? (file.value?.text.length ?? 0) : 0),
    0,
  );
}
