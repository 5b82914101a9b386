import { TagboatError } from '../model/errors.ts';
import type { Contents, ContentsCache } from './git-contents.ts';
import { blobSizes, locateFiles, readFiles } from './git-objects.ts';
import { fetchBlobs, fetchHeads } from './git-remote.ts';
import type { Remote } from './git-run.ts';

/** What is known of one repository beside the objects in its cache. */
export interface RepositoryCache {
  /** The heads whose commits and trees are in the cache, by branch. */
  readonly heads: Map<string, string>;
  readonly contents: ContentsCache;
  /** The server cannot send single blobs, so whole commits are fetched. */
  whole: boolean;
  /** Since the cache was last empty. */
  fetches: number;
}

/** Files of the head of one branch. */
export interface Wanted {
  readonly branch: string;
  readonly head: string;
  readonly paths: readonly string[];
}

/**
 * The contents of the wanted files, by branch. Costs nothing for heads that have not moved, else one fetch
 * for commits and trees and at most one for blobs.
 */
export async function loadContents(
  remote: Remote,
  cache: RepositoryCache,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Contents>> {
  const loaded = new Map<string, Contents>();
  const unknown: Wanted[] = [];
  for (const each of wanted) {
    const contents = knownContents(remote, cache, each);
    if (contents === undefined) unknown.push(each);
    else loaded.set(each.branch, contents);
  }
  if (unknown.length === 0) return loaded;
  await fetchMissingHeads(remote, cache, unknown);
  for (const [branch, contents] of await read(remote, cache, unknown)) {
    loaded.set(branch, contents);
  }
  return loaded;
}

/** What was read before, if the commit it belongs to is still in the cache. */
function knownContents(
  remote: Remote,
  cache: RepositoryCache,
  { branch, head, paths }: Wanted,
): Contents | undefined {
  if (cache.heads.get(branch) !== head) return undefined;
  return cache.contents.get(contentsKey(remote, branch), head, paths);
}

/** Notes what a branch looks like at `head`, which is in the cache. */
export function keepContents(
  remote: Remote,
  cache: RepositoryCache,
  { branch, head, contents }: { branch: string; head: string; contents: Contents },
): void {
  cache.heads.set(branch, head);
  cache.contents.set(contentsKey(remote, branch), head, contents);
}

function contentsKey({ url }: Remote, branch: string): string {
  return `${url} ${branch}`;
}

async function fetchMissingHeads(
  remote: Remote,
  cache: RepositoryCache,
  wanted: readonly Wanted[],
): Promise<void> {
  const moved = wanted.filter(({ branch, head }) => cache.heads.get(branch) !== head);
  if (moved.length === 0) return;
  const heads = new Map(moved.map(({ branch, head }) => [branch, head]));
  await fetchHeads(remote, heads, cache.whole);
  cache.fetches += 1;
  for (const [branch, head] of heads) cache.heads.set(branch, head);
}

async function read(
  remote: Remote,
  cache: RepositoryCache,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Contents>> {
  const located = await Promise.all(
    wanted.map(async ({ branch, head, paths }) => ({
      branch,
      head,
      entries: await locateFiles(remote, head, paths),
    })),
  );
  const entries = located.flatMap((each) => [...each.entries.values()]);
  const oids = new Set(
    entries.flatMap((entry) => (entry.ok && entry.value !== undefined ? [entry.value.oid] : [])),
  );
  const sizes = await sizesOf(remote, cache, [...oids]);
  const contents = await Promise.all(
    located.map(async ({ branch, head, entries: own }): Promise<[string, Contents]> => {
      const files = await readFiles(remote, own, sizes);
      keepContents(remote, cache, { branch, head, contents: files });
      return [branch, files];
    }),
  );
  return new Map(contents);
}

async function sizesOf(
  remote: Remote,
  cache: RepositoryCache,
  oids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const here = await blobSizes(remote, oids);
  const missing = oids.filter((oid) => !here.has(oid));
  if (missing.length === 0) return here;
  await fetchMissingBlobs(remote, cache, missing);
  return blobSizes(remote, oids);
}

async function fetchMissingBlobs(
  remote: Remote,
  cache: RepositoryCache,
  missing: readonly string[],
): Promise<void> {
  try {
    await fetchBlobs(remote, missing);
  } catch (error) {
    const code = error instanceof TagboatError ? error.code : 'internal';
    if (code !== 'conflict' && code !== 'internal') throw error;
    cache.whole = true;
    const what = 'the server sends no single files';
    throw new TagboatError('internal', { what, where: remote.where }, error);
  }
}
