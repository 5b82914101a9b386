import { TagboatError } from '../model/errors.ts';
import type { Git, GitAccess, GitCommand, GitResult } from '../ports.ts';
import { cacheFailure, gitFailure } from './git-failure.ts';

/** One remote repository, its bare copy in the cache, and how to get in. */
export interface Remote {
  readonly git: Git;
  readonly url: string;
  readonly access: GitAccess;
  /** For errors: the URL, fit for a person. */
  readonly where: string;
}

const NETWORK_MS = 120_000;
const LOCAL_MS = 60_000;

/** Runs a command that talks to the remote. @throws TagboatError as `gitFailure` says */
export async function overNetwork(
  remote: Remote,
  args: readonly string[],
  stdin?: string,
): Promise<GitResult> {
  const result = await attempt(remote, args, stdin);
  if (result.code !== 0) throw gitFailure(result, remote.where);
  return result;
}

/** The same, but whatever the exit code. */
export function attempt(
  remote: Remote,
  args: readonly string[],
  stdin?: string,
): Promise<GitResult> {
  return run(remote, {
    args,
    stdin,
    url: remote.url,
    access: remote.access,
    timeoutMs: NETWORK_MS,
  });
}

/** Runs a command on the cache alone. @throws TagboatError `internal` when the cache is broken */
export async function locally(
  remote: Remote,
  args: readonly string[],
  stdin?: string,
): Promise<GitResult> {
  const result = await run(remote, { args, stdin, timeoutMs: LOCAL_MS });
  if (result.code !== 0) throw cacheFailure(result, remote.where);
  return result;
}

async function run({ git, url, where }: Remote, command: GitCommand): Promise<GitResult> {
  try {
    return await git.run(url, command);
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error;
    throw new TagboatError(error.code, { ...error.problem, where }, error);
  }
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
