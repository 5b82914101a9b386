import type { Setting } from '../../../src/adapters/git-environment.ts';
import type { Repositories } from '../../../src/demo/git/repositories.ts';
import type { GitUnderTest } from '../../contract/git-suite.ts';

/** How forges configure git: partial clones of single objects, and pushes. */
export const SERVER_SETTINGS: readonly Setting[] = [
  ['uploadpack.allowFilter', 'true'],
  ['uploadpack.allowAnySHA1InWant', 'true'],
  ['http.receivepack', 'true'],
];

/** The part of a server under test that looks into its repositories, past the server. */
export function withRepositories(
  repositories: Repositories,
  urlOf: (name: string) => string,
): Pick<GitUnderTest, 'createRepository' | 'commit' | 'readFile' | 'log' | 'modeOf'> {
  return {
    async createRepository(name, files, branch = 'main') {
      await repositories.create(name, branch);
      await repositories.commit(name, { branch, files, message: 'initial' });
      return urlOf(name);
    },
    commit: (name, commit) => repositories.commit(name, commit),
    readFile: (name, branch, path) => repositories.read(name, branch, path),
    log: (name, branch = 'main') => repositories.log(name, branch),
    modeOf: (name, path) => repositories.modeOf(name, 'main', path),
  };
}
