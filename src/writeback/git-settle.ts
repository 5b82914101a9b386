import { asTagboatError, TagboatError } from '../model/errors.ts';
import type { Clock, Git, GitAccess, Log, Random } from '../ports.ts';
import type { Identity } from './git-commit.ts';
import type { Job } from './git-job.ts';
import type { RepositoryCache } from './git-load.ts';
import { updateBranches } from './git-update.ts';

export interface Session {
  readonly git: Git;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly identity: Identity;
  readonly cache: RepositoryCache;
  readonly url: string;
  /** For errors and the log: the URL, fit for a person. */
  readonly where: string;
  /** `fresh` when what was read before was refused. */
  readonly access: (fresh: boolean) => Promise<GitAccess>;
}

const TRIES = 10;
const LONGEST_WAIT_MS = 5_000;
/** A fetch adds a pack; the cache starts over rather than repack. */
const FETCHES_PER_CACHE = 200;

/** Tries until every job has ended. Never rejects. */
export async function settle(session: Session, jobs: readonly Job[]): Promise<void> {
  const open = openJobs(jobs);
  const repairs = new Set<Repair>();
  try {
    for (let number = 1; number <= TRIES; number += 1) {
      const fresh = repairs.has('access');
      await attempt(session, [...open], { number, fresh }).catch((thrown: unknown) =>
        repair(session, repairs, asTagboatError(thrown, session.where)),
      );
      if (open.size === 0) return;
      await wait(session, number);
    }
    failAll(open, keepsMoving(session.where));
  } catch (thrown) {
    failAll(open, asTagboatError(thrown, session.where));
  }
}

/** The jobs that have not ended; a job leaves the set when it does. */
function openJobs(jobs: readonly Job[]): ReadonlySet<Job> {
  const open = new Set<Job>();
  for (const job of jobs) {
    const watched: Job = {
      ...job,
      done(outcome) {
        open.delete(watched);
        job.done(outcome);
      },
      fail(error) {
        open.delete(watched);
        job.fail(error);
      },
    };
    open.add(watched);
  }
  return open;
}

/** What helps against an error: reading credentials again, an empty cache, or only time. */
type Repair = 'access' | 'cache' | 'wait';

function repairOf({ code }: TagboatError): Repair | undefined {
  switch (code) {
    case 'unauthorized':
      return 'access';
    case 'internal':
      return 'cache';
    case 'conflict':
      return 'wait';
    case 'invalid-config':
    case 'not-found':
    case 'rate-limited':
    case 'unavailable':
    case 'refused':
      return undefined;
  }
}

/** @throws the error when nothing helps, or what helps was done already */
async function repair(session: Session, done: Set<Repair>, error: TagboatError): Promise<void> {
  const next = repairOf(error);
  if (next === undefined || (next !== 'wait' && done.has(next))) throw error;
  done.add(next);
  session.log.info('git update is tried again', { repository: session.where, error });
  if (next === 'cache') await startOver(session);
}

async function attempt(
  session: Session,
  jobs: readonly Job[],
  { number, fresh }: { readonly number: number; readonly fresh: boolean },
): Promise<void> {
  const { git, url, where, cache, identity, clock } = session;
  if (cache.fetches >= FETCHES_PER_CACHE) await startOver(session);
  const remote = { git, url, where, access: await session.access(fresh) };
  const seconds = Math.floor(clock.now() / 1000);
  await updateBranches({ remote, cache, identity, seconds, number }, jobs);
}

async function startOver({ git, url, cache }: Session): Promise<void> {
  cache.heads.clear();
  cache.fetches = 0;
  await git.discard(url);
}

/** Longer with every try, and by chance, so that several writers do not meet again. */
function wait({ clock, random }: Session, number: number): Promise<void> {
  return clock.sleep(random() * Math.min(100 * 2 ** number, LONGEST_WAIT_MS));
}

function failAll(jobs: Iterable<Job>, error: TagboatError): void {
  for (const job of jobs) job.fail(error);
}

function keepsMoving(where: string): TagboatError {
  return new TagboatError('conflict', {
    what: `the branch moved during each of ${TRIES} tries to push`,
    where,
    hint: 'It is tried again in the next cycle.',
  });
}
