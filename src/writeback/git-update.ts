import { asTagboatError, TagboatError } from '../model/errors.ts';
import { printable, quoted } from '../model/printable.ts';
import type { Identity, NewCommit } from './git-commit.ts';
import type { Contents } from './git-contents.ts';
import { type PushStatus, pushRefused } from './git-failure.ts';
import type { Job } from './git-job.ts';
import { keepContents, loadContents, type RepositoryCache } from './git-load.ts';
import { makeCommits } from './git-objects.ts';
import { checkPath } from './git-paths.ts';
import { localRef } from './git-place.ts';
import { contentsAfter, filesOf, toCommit } from './git-prepare.ts';
import { listRefs, push, type RefUpdate, type RemoteRefs } from './git-remote.ts';
import type { Remote } from './git-run.ts';

export interface Attempt {
  readonly remote: Remote;
  readonly cache: RepositoryCache;
  readonly identity: Identity;
  /** Of the commits, since 1970. */
  readonly seconds: number;
  /** How many attempts this is, from 1. */
  readonly number: number;
}

/** A job whose branch and its head are known. */
interface Placed {
  readonly job: Job;
  readonly branch: string;
  readonly head: string;
}

/** A job with the commit it asks for. */
interface Committed extends Placed {
  readonly commit: NewCommit;
  /** Of the branch, once the commit is on it. */
  readonly contents: Contents;
}

/**
 * Reads the branches of all the jobs, commits and pushes once, and ends every job it can. What has not
 * ended is to be tried again: somebody else pushed first, or another job has the same branch.
 */
export async function updateBranches(attempt: Attempt, jobs: readonly Job[]): Promise<void> {
  const { remote, cache } = attempt;
  const refs = await listRefs(remote, [...new Set(jobs.map(({ branch }) => branch))]);
  const placed = jobs.flatMap((job) => place(attempt, job, refs));
  const first = [...new Map(placed.toReversed().map((each) => [each.branch, each])).values()];

  const wanted = first.map(({ job, branch, head }) => ({
    branch,
    head,
    paths: job.paths.filter((path) => checkPath(path) === undefined),
  }));
  const contents = await loadContents(remote, cache, wanted);
  const commits = first.flatMap((each) => prepare(each, contents.get(each.branch) ?? new Map()));
  if (commits.length > 0) await pushCommits(attempt, commits);
}

function place({ remote }: Attempt, job: Job, refs: RemoteRefs): readonly Placed[] {
  const branch = job.branch ?? refs.defaultBranch;
  const head = branch === undefined ? undefined : refs.heads.get(branch);
  if (branch !== undefined && head !== undefined) return [{ job, branch, head }];
  job.fail(
    new TagboatError('not-found', {
      what:
        branch === undefined ? 'the repository has no default branch' : 'there is no such branch',
      where: remote.where,
      found: branch === undefined ? undefined : quoted(branch),
      expected: 'an existing branch, since a tag or a commit cannot be written to',
      hint: 'Name the branch to write to (git-branch).',
    }),
  );
  return [];
}

/** Ends the job unless it has something to commit. */
function prepare(placed: Placed, contents: Contents): readonly Committed[] {
  const { job, branch, head } = placed;
  try {
    const prepared = job.prepare(filesOf(job.paths, contents));
    const commit =
      prepared === undefined
        ? undefined
        : toCommit(prepared, contents, { ref: localRef(branch), parent: head });
    if (commit !== undefined)
      return [{ ...placed, commit, contents: contentsAfter(contents, commit) }];
    job.done({ kind: 'unchanged', branch, head });
  } catch (error) {
    job.fail(asTagboatError(error, `git branch ${printable(branch)}`));
  }
  return [];
}

async function pushCommits(attempt: Attempt, committed: readonly Committed[]): Promise<void> {
  const { remote, cache, identity, seconds, number } = attempt;
  const commits = committed.map(({ commit }) => commit);
  const ids = await makeCommits(remote, commits, { identity, seconds });
  const updates = committed.map(({ branch, head }, index) => ({
    branch,
    old: head,
    commit: ids[index] ?? '',
  }));
  const statuses = await pushOrLook(remote, updates);
  for (const [index, { job, branch, head, contents }] of committed.entries()) {
    const commit = ids[index] ?? '';
    const status = statuses.get(branch);
    if (status?.kind === 'pushed') {
      keepContents(remote, cache, { branch, head: commit, contents });
      job.done({ kind: 'pushed', branch, commit, head, attempts: number });
    } else if (status?.kind === 'refused') {
      job.fail(pushRefused(`${remote.where} branch ${printable(branch)}`, status.reason));
    }
  }
}

/** A push whose answer got lost may have happened: then the branches are where they should be. */
async function pushOrLook(
  remote: Remote,
  updates: readonly RefUpdate[],
): Promise<ReadonlyMap<string, PushStatus>> {
  try {
    return await push(remote, updates);
  } catch (error) {
    if (!(error instanceof TagboatError) || error.code !== 'unavailable') throw error;
    const branches = updates.map(({ branch }) => branch);
    const { heads } = await listRefs(remote, branches).catch(() => {
      throw error;
    });
    if (!updates.every(({ branch, commit }) => heads.get(branch) === commit)) throw error;
    return new Map(branches.map((branch) => [branch, { kind: 'pushed' }]));
  }
}
