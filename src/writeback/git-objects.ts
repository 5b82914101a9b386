import { fail, ok, type Result } from '../model/errors.ts';
import { quoted } from '../model/printable.ts';
import { commitStream, type Identity, type NewCommit, parseMarks } from './git-commit.ts';
import type { Contents, RepositoryFile } from './git-contents.ts';
import { findFile, parseTree, type TreeEntry, withParents } from './git-paths.ts';
import { locally, type Remote, text } from './git-run.ts';

/** Larger files are no manifests. */
const MAX_FILE = 1024 * 1024;

/** Where the files of a commit are: for each path its entry, nothing, or why it is not read. */
export async function locateFiles(
  remote: Remote,
  head: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Result<TreeEntry | undefined>>> {
  if (paths.length === 0) return new Map();
  const args = ['ls-tree', '-z', '-t', '--full-tree', head, '--', ...withParents(paths)];
  const entries = parseTree((await locally(remote, args)).stdout);
  return new Map(paths.map((path) => [path, findFile(entries, path)]));
}

/** The sizes of those blobs that are here; the others have to be fetched. */
export async function blobSizes(
  remote: Remote,
  oids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (oids.length === 0) return new Map();
  const args = ['cat-file', '--batch-check=%(objectname) %(objectsize)'];
  const { stdout } = await locally(remote, args, `${oids.join('\n')}\n`);
  const lines = text(stdout).split('\n');
  return new Map(
    lines.flatMap((line): [string, number][] => {
      const [, oid = '', size] = /^([0-9a-f]+) (\d+)$/.exec(line) ?? [];
      return size === undefined ? [] : [[oid, Number(size)]];
    }),
  );
}

/** Reads files whose blobs are all here. */
export async function readFiles(
  remote: Remote,
  located: ReadonlyMap<string, Result<TreeEntry | undefined>>,
  sizes: ReadonlyMap<string, number>,
): Promise<Contents> {
  const entries = [...located.values()].flatMap((entry) =>
    entry.ok && entry.value !== undefined ? [entry.value] : [],
  );
  const small = entries.map(({ oid }) => oid).filter((oid) => (sizes.get(oid) ?? 0) <= MAX_FILE);
  const blobs = await readBlobs(remote, [...new Set(small)]);
  return new Map(
    [...located].map(([path, entry]) => {
      if (!entry.ok) return [path, entry];
      return [path, entry.value === undefined ? ok(undefined) : toFile(path, entry.value, blobs)];
    }),
  );
}

async function readBlobs(remote: Remote, oids: readonly string[]) {
  const blobs = new Map<string, Uint8Array>();
  if (oids.length === 0) return blobs;
  const args = ['cat-file', '--batch'];
  const { stdout } = await locally(remote, args, `${oids.join('\n')}\n`);
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(10, at);
    const [, oid = '', size] =
      /^([0-9a-f]+) blob (\d+)$/.exec(text(stdout.subarray(at, end))) ?? [];
    if (end === -1 || size === undefined) break;
    blobs.set(oid, stdout.subarray(end + 1, end + 1 + Number(size)));
    at = end + 2 + Number(size);
  }
  return blobs;
}

function toFile(
  path: string,
  { oid, mode }: TreeEntry,
  blobs: ReadonlyMap<string, Uint8Array>,
): Result<RepositoryFile> {
  const where = `file ${quoted(path)}`;
  const bytes = blobs.get(oid);
  if (bytes === undefined) {
    const what = 'the file is too large to be a manifest';
    return fail('refused', { what, where, expected: `at most ${MAX_FILE} bytes` });
  }
  try {
    return ok({
      mode,
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    });
  } catch (cause) {
    return fail('refused', { what: 'the file is not text', where, expected: 'UTF-8' }, cause);
  }
}

/** Makes commits in the cache; their ids in the same order. */
export async function makeCommits(
  remote: Remote,
  commits: readonly NewCommit[],
  { identity, seconds }: { readonly identity: Identity; readonly seconds: number },
): Promise<readonly string[]> {
  const args = ['fast-import', '--quiet', '--force', '--done'];
  const { stdout } = await locally(remote, args, commitStream(commits, identity, seconds));
  return parseMarks(text(stdout), commits.length);
}
