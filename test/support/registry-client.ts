import { createHttp } from '../../src/adapters/http.ts';
import { systemClock, systemRandom } from '../../src/adapters/system.ts';
import { Secret } from '../../src/model/secret.ts';
import { createCredentials } from '../../src/registry/credentials.ts';
import { readRegistries } from '../../src/registry/registries.ts';
import { createRegistry, type Registry } from '../../src/registry/registry.ts';
import { testLog } from './log.ts';
import { secretsOf } from './secrets.ts';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The password has what may trip over `user:password`. */
export const LOGIN: Login = { username: 'reader', password: 'a:b c' };

export interface RegistryClient {
  readonly registry: Registry;
  /** Requests sent so far, by kind. */
  readonly sent: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/**
 * The client as main puts it together, for the registry at `url` under the name `reg.example`.
 *
 * @param login what its Secret holds, read by read; absent means that there is none
 */
export function registryClient(url: string, login?: () => Login): RegistryClient {
  const credentials = login === undefined ? '' : ', credentials: "secret:team/reg#login"';
  const registries = readRegistries({
    where: 'registries.conf',
    text: `registries: [{name: Test, prefix: reg.example, api_url: "${url}"${credentials}}]`,
    namespace: 'team',
    readFile: () => '',
  });
  if (!registries.ok) throw registries.error;
  const http = createHttp();
  const sent: Record<string, number> = {};
  const registry = createRegistry({
    http,
    clock: systemClock,
    random: systemRandom,
    log: testLog(),
    registries: registries.value,
    credentials: createCredentials({
      clock: systemClock,
      kube: secretsOf(() => ({ login: `${login?.().username}:${login?.().password}` })),
      readVariable: () => undefined,
      runScript: () => Promise.resolve(new Secret('')),
    }),
    onRequest(kind) {
      sent[kind] = (sent[kind] ?? 0) + 1;
    },
  });
  return { registry, sent, close: () => http.close() };
}
