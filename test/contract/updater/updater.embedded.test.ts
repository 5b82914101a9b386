import { describe } from '@jest/globals';
import { startGitServer } from '../../../src/demo/git/server.ts';
import { startKubeApi } from '../../../src/demo/kube/server.ts';
import { startRegistry } from '../../../src/demo/registry/registry.ts';
import { Secret } from '../../../src/model/secret.ts';
import type { Parts } from './parts.ts';
import { describeUpdater } from './suite.ts';

const GIT_LOGIN = { username: 'tagboat', password: 'git-token-8d3f' };
const LOGINS = {
  first: { username: 'deployer', password: 'registry-token-1b7e' },
  second: { username: 'deployer', password: 'registry-token-2c9a' },
};

describe('the updater on embedded parts', () => {
  describeUpdater(async (): Promise<Parts> => {
    const [kube, registry, git] = await Promise.all([
      startKubeApi(),
      startRegistry({ auth: { kind: 'bearer', login: LOGINS.first } }),
      startGitServer({
        environment: process.env,
        login: { username: GIT_LOGIN.username, password: new Secret(GIT_LOGIN.password) },
      }),
    ]);
    return {
      kube: { kubeconfig: kube.kubeconfig, serveImageUpdaters: async () => undefined },
      registry: {
        url: registry.url,
        logins: LOGINS,
        async push(repository, tag, image) {
          registry.pushImage(repository, tag, image);
        },
        changePassword: async (to) => registry.setLogin(LOGINS[to]),
      },
      git: {
        url: git.url,
        login: GIT_LOGIN,
        createRepository: git.createRepository,
        commit: git.commit,
        readFile: git.readFile,
        log: git.log,
      },
      async stop() {
        await Promise.all([kube.stop(), registry.stop(), git.stop()]);
      },
    };
  });
});
