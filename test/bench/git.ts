import { type EmbeddedGit, startGitServer } from '../../src/demo/git/server.ts';
import { Secret } from '../../src/model/secret.ts';
import { serve } from './serve.ts';
import type { Counts } from './usage.ts';

export interface GitService {
  /** One repository that holds these files. @returns its URL */
  start(options: {
    readonly username: string;
    readonly password: string;
    readonly files: Readonly<Record<string, string>>;
  }): Promise<string>;
  /** What clients have done since the start, by command, and the commits there are. */
  counts(nothing: null): Promise<Counts>;
}

const REPOSITORY = 'gitops';
let git: EmbeddedGit | undefined;

serve<GitService>({
  async start({ username, password, files }) {
    const login = { username, password: new Secret(password) };
    git = await startGitServer({ environment: process.env, login });
    return git.createRepository(REPOSITORY, files);
  },
  async counts(): Promise<Counts> {
    if (git === undefined) return {};
    const { lsRemotes, fetches, pushes } = git.counts();
    const commits = (await git.log(REPOSITORY)).length;
    return { 'ls-remote': lsRemotes, fetch: fetches, push: pushes, commit: commits };
  },
});
