import { gitFailure, type PushStatus, parsePush } from './git-failure.ts';
import { localRef } from './git-place.ts';
import { attempt, overNetwork, type Remote, text } from './git-run.ts';

export interface RemoteRefs {
  /** The default branch; undefined when the remote names none. */
  readonly defaultBranch: string | undefined;
  /** Commit by short name of the branch. */
  readonly heads: ReadonlyMap<string, string>;
}

/** A branch that moves from `old` to `commit`. */
export interface RefUpdate {
  readonly branch: string;
  readonly old: string;
  readonly commit: string;
}

/**
 * The remote is a promisor, which has what is missing here, for these commands only: local ones then say
 * that an object is missing, where git would otherwise fetch each one alone.
 */
const PARTIAL = [
  '-c',
  'remote.origin.promisor=true',
  '-c',
  'remote.origin.partialCloneFilter=blob:none',
];

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
];

/** The heads of these branches (undefined is the default branch): one request for refs, nothing is fetched. */
export async function listRefs(
  remote: Remote,
  branches: readonly (string | undefined)[],
): Promise<RemoteRefs> {
  const refs = branches.map((branch) => (branch === undefined ? 'HEAD' : `refs/heads/${branch}`));
  const args = ['ls-remote', '--symref', 'origin', ...new Set(refs)];
  const lines = text((await overNetwork(remote, args)).stdout).split('\n');
  const found = new Map(lines.map((line) => line.split('\t')).map(([value, ref]) => [ref, value]));
  const symref = lines.find(
    (line) => line.startsWith('ref: refs/heads/') && line.endsWith('\tHEAD'),
  );
  const defaultBranch = symref?.slice('ref: refs/heads/'.length, -'\tHEAD'.length);
  const heads = [...found].flatMap(([ref, head]): [string, string][] => {
    const branch = ref === 'HEAD' ? defaultBranch : ref?.replace(/^refs\/heads\//, '');
    return branch === undefined || head === undefined ? [] : [[branch, head]];
  });
  return { defaultBranch, heads: new Map(heads) };
}

/** Fetches commits and trees of these heads without history, and files too if `whole`: one fetch for all. */
export async function fetchHeads(
  remote: Remote,
  heads: ReadonlyMap<string, string>,
  whole: boolean,
): Promise<void> {
  const refspecs = [...heads].map(([branch, head]) => `+${head}:${localRef(branch)}`);
  const shallow = [...FETCH, '--depth=1'];
  const args = whole ? shallow : [...PARTIAL, ...shallow, '--filter=blob:none'];
  await overNetwork(remote, [...args, 'origin', ...refspecs]);
}

/** Fetches these blobs together: one fetch. */
export async function fetchBlobs(remote: Remote, oids: readonly string[]): Promise<void> {
  const args = [...PARTIAL, '-c', 'fetch.negotiationAlgorithm=noop', ...FETCH];
  const stdin = `${oids.join('\n')}\n`;
  await overNetwork(remote, [...args, '--filter=blob:none', '--stdin', 'origin'], stdin);
}

/**
 * Moves all the branches in one push. Each is moved only if it still is at `old`, which the server checks
 * once more under its own lock, so that nobody's commit is ever lost.
 */
export async function push(
  remote: Remote,
  updates: readonly RefUpdate[],
): Promise<ReadonlyMap<string, PushStatus>> {
  const ref = ({ branch }: RefUpdate) => `refs/heads/${branch}`;
  const leases = updates.map((update) => `--force-with-lease=${ref(update)}:${update.old}`);
  const refspecs = updates.map((update) => `${update.commit}:${ref(update)}`);
  const options = ['--porcelain', '--no-verify', ...leases];
  const args = [...PARTIAL, 'push', ...options, 'origin', ...refspecs];
  const result = await attempt(remote, args);
  const statuses = parsePush(text(result.stdout));
  return new Map(
    updates.map((update) => {
      const status = statuses.get(ref(update));
      if (status === undefined) throw gitFailure(result, remote.where);
      return [update.branch, status];
    }),
  );
}
