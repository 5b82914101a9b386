import { describe } from '@jest/globals';
import { startGitServer } from '../../src/demo/git/server.ts';
import { Secret } from '../../src/model/secret.ts';
import { describeGit } from './git-suite.ts';

const login = { username: 'tagboat', password: new Secret('p w"$\'d') };

describe('the embedded git server', () => {
  describeGit(async () => {
    const server = await startGitServer({ environment: process.env, login });
    return {
      ...server,
      access: { kind: 'https', login },
      refused: { kind: 'https', login: { ...login, password: new Secret('wrong') } },
      counts() {
        const { lsRemotes, fetches, pushes } = server.counts();
        return { reads: lsRemotes + fetches, pushes };
      },
    };
  });
});
