import { describe } from '@jest/globals';
import { type AuthKind, describeRegistry } from '../contract/registry-suite.ts';
import { LOGIN } from '../support/registry-client.ts';
import { skipReason } from './build/binaries.ts';
import { type RealAuth, startRealRegistry } from './support/registry.ts';
import { startTokenServer } from './support/token-server.ts';

/** The password of LOGIN by bcrypt. */
const HTPASSWD = `${LOGIN.username}:$2a$04$WIwuHpbMwWfTIAhkRLigFe1MNXISJLojvsQpxkVQZuJ53qACA5bha\n`;

const reason = skipReason(['registry']);
const describeReal = reason === undefined ? describe : describe.skip;

describeReal(`a real registry${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  describeRegistry(async ({ maxPage, auth: kind }) => {
    const auth = await authOf(kind);
    const registry = await startRealRegistry({ maxPage, auth });
    return {
      url: registry.url,
      async stop() {
        await registry.stop();
        if (auth?.kind === 'bearer') await auth.server.stop();
      },
    };
  });
});

async function authOf(kind: AuthKind): Promise<RealAuth | undefined> {
  switch (kind) {
    case 'none':
      return undefined;
    case 'basic':
      return { kind, htpasswd: HTPASSWD };
    case 'bearer':
      return { kind, server: await startTokenServer(LOGIN) };
  }
}
