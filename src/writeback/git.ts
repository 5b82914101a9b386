import { printable } from '../model/printable.ts';
import { printableUrl } from '../model/secret.ts';
import type { GitCredentialSource } from '../model/watch.ts';
import type { Clock, Git, Log, Random } from '../ports.ts';
import { batches } from './git-batch.ts';
import type { Identity } from './git-commit.ts';
import { contentsCache } from './git-contents.ts';
import type { GitOutcome, GitTarget, Job, PrepareCommit } from './git-job.ts';
import type { RepositoryCache } from './git-load.ts';
import { checkBranch, checkUrl } from './git-place.ts';
import { settle } from './git-settle.ts';
import type { RepositoryCredentials } from './repository-credentials.ts';

export type { BranchFiles, GitOutcome, GitTarget, PrepareCommit } from './git-job.ts';

export interface GitWriter {
  /**
   * Makes one commit on a branch and pushes it, if `prepare` asks for one. Calls for one repository that
   * come in while it is busy share one look at its refs, its fetches and one push.
   * @throws TagboatError `conflict` when others kept pushing; what `prepare` throws; else as any port
   */
  update(target: GitTarget, prepare: PrepareCommit): Promise<GitOutcome>;
}

export interface GitWriterDeps {
  readonly git: Git;
  readonly credentials: RepositoryCredentials;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Author and committer. */
  readonly identity: Identity;
}

/** Characters of the files that are kept in memory. */
const CONTENTS_LIMIT = 16 * 1024 * 1024;

interface QueuedJob extends Job {
  readonly url: string;
  readonly credentials: GitCredentialSource;
}

/** Writes to git repositories over bare partial clones, without ever checking one out. */
export function createGitWriter(deps: GitWriterDeps): GitWriter {
  const contents = contentsCache(CONTENTS_LIMIT);
  const caches = new Map<string, RepositoryCache>();

  function cacheOf(url: string): RepositoryCache {
    const cache = caches.get(url) ?? { heads: new Map(), contents, whole: false, fetches: 0 };
    caches.set(url, cache);
    return cache;
  }

  const queue = batches<QueuedJob>(async (jobs) => {
    const groups = Map.groupBy(jobs, ({ credentials }) => JSON.stringify(credentials));
    for (const group of groups.values()) await settleGroup(group);
  });

  async function settleGroup(jobs: readonly QueuedJob[]): Promise<void> {
    const [first] = jobs;
    if (first === undefined) return;
    const { url, credentials } = first;
    const where = `git repository ${printable(printableUrl(url))}`;
    const access = (fresh: boolean) => deps.credentials.resolve(credentials, url, { fresh });
    await settle({ ...deps, cache: cacheOf(url), url, where, access }, jobs);
  }

  return {
    async update({ repository, branch, credentials, paths }, prepare) {
      const url = checkUrl(repository);
      const name = checkBranch(branch);
      return new Promise((done, fail) => {
        queue.add(url, { url, branch: name, credentials, paths, prepare, done, fail });
      });
    },
  };
}
