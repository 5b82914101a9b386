import { createServer } from 'node:http';
import type { Setting, Variables } from '../../adapters/git-environment.ts';
import type { Login } from '../../model/secret.ts';
import { type GitCounts, gitCounter } from './counts.ts';
import { answer, type PushMoment, type Served } from './http.ts';
import { createRepositories, type LogEntry, type NewCommit, type NewFile } from './repositories.ts';

export interface GitServerOptions {
  /** Where `git` is found. */
  readonly environment: Variables;
  /** Whom to let in; everybody when undefined. */
  readonly login?: Login | undefined;
  /** `none` stands in for a server without partial clones and single objects. @default full */
  readonly partialClone?: 'full' | 'no-single-objects' | 'none' | undefined;
}

/**
 * A git server for the demo and the tests, never for production: git's own upload-pack and receive-pack
 * behind smart HTTP, without hooks, quotas or rights.
 */
export interface EmbeddedGit {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** @returns the repository's URL */
  createRepository(
    name: string,
    files: Readonly<Record<string, NewFile>>,
    branch?: string,
  ): Promise<string>;
  /** Somebody's commit, on `main` unless told otherwise. @returns its id */
  commit(name: string, commit: NewCommit): Promise<string>;
  /** The text of a file; undefined when there is none. */
  readFile(name: string, branch: string, path: string): Promise<string | undefined>;
  /** The mode of a file on main, as `100644`. */
  modeOf(name: string, path: string): Promise<string>;
  /** Newest first. */
  log(name: string, branch?: string): Promise<readonly LogEntry[]>;
  requireLogin(login: Login | undefined): void;
  /** Runs `action` once, in the middle of the next push. */
  beforeNextPush(action: () => Promise<unknown>, moment?: PushMoment): void;
  counts(): GitCounts;
  resetCounts(): void;
  stop(): Promise<void>;
}

/** Serves on a port of 127.0.0.1 that the system picks. */
export async function startGitServer(options: GitServerOptions): Promise<EmbeddedGit> {
  const settings = settingsOf(options.partialClone ?? 'full');
  const repositories = await createRepositories(options.environment, settings);
  const counter = gitCounter();
  const served: Served = {
    repositories,
    counter,
    // By protocol 2 any object may be asked for by its id, so a server that cannot speaks an older one.
    protocol2: (options.partialClone ?? 'full') === 'full',
    login: options.login,
    interruption: undefined,
  };
  const server = createServer((request, response) => {
    answer(served, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async createRepository(name, files, branch = 'main') {
      await repositories.create(name, branch);
      await repositories.commit(name, { branch, files, message: 'initial' });
      return `${url}/${name}.git`;
    },
    commit: (name, commit) => repositories.commit(name, commit),
    readFile: (name, branch, path) => repositories.read(name, branch, path),
    modeOf: (name, path) => repositories.modeOf(name, 'main', path),
    log: (name, branch = 'main') => repositories.log(name, branch),
    requireLogin(login) {
      served.login = login;
    },
    beforeNextPush(action, moment = 'refs') {
      served.interruption = { action, moment };
    },
    counts: () => counter.counts(),
    resetCounts: () => counter.reset(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await repositories.remove();
    },
  };
}

function settingsOf(partialClone: 'full' | 'no-single-objects' | 'none'): readonly Setting[] {
  const full = partialClone === 'full';
  return [
    ['uploadpack.allowFilter', String(partialClone !== 'none')],
    ['uploadpack.allowAnySHA1InWant', String(full)],
  ];
}
