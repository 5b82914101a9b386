import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { realBinaries } from '../build/binaries.ts';
import { type RunningProcess, startProcess } from './process.ts';
import type { TokenServer } from './token-server.ts';

/** A distribution registry that keeps everything in memory. */
export interface RealRegistry {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Replaces who may in, of a registry with basic authentication; it notices at the next request. */
  setHtpasswd(htpasswd: string): Promise<void>;
  /** Ends the process and deletes its files. */
  stop(): Promise<void>;
}

export interface RealRegistryOptions {
  /** Tags of one page at most. @default 1000 */
  readonly maxPage?: number | undefined;
  /** Who may in; absent lets everybody in. */
  readonly auth?: RealAuth | undefined;
}

export type RealAuth =
  /** content of an htpasswd file; distribution takes bcrypt only */
  | { readonly kind: 'basic'; readonly htpasswd: string }
  | { readonly kind: 'bearer'; readonly server: TokenServer };

const READY_MS = 20_000;

/** @throws Error with the end of its log when it does not come up */
export async function startRealRegistry(options: RealRegistryOptions = {}): Promise<RealRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-registry-'));
  const config = join(folder, 'config.yml');
  await writeFile(config, stringify(configOf(folder, options)));
  await writeAuth(folder, options.auth);
  const { path } = realBinaries().registry;
  // Without this it looks for a collector of traces.
  const server = startProcess('registry', path, ['serve', config], {
    OTEL_TRACES_EXPORTER: 'none',
  });
  const stop = async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const host = await listeningHost(server);
    const setHtpasswd = (htpasswd: string) => writeFile(htpasswdIn(folder), htpasswd);
    return { url: `http://${host}`, host, setHtpasswd, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function configOf(folder: string, { maxPage, auth }: RealRegistryOptions) {
  return {
    version: '0.1',
    log: { level: 'info', formatter: 'json', accesslog: { disabled: true } },
    storage: { inmemory: {} },
    http: { addr: '127.0.0.1:0', secret: 'for tests only' },
    ...(maxPage === undefined ? {} : { tags: { maxtags: maxPage } }),
    ...(auth === undefined ? {} : { auth: authConfig(folder, auth) }),
  };
}

function authConfig(folder: string, auth: RealAuth) {
  if (auth.kind === 'basic') return { htpasswd: { realm: 'test', path: htpasswdIn(folder) } };
  const { realm, service, issuer } = auth.server;
  const signingalgorithms = ['ES256'];
  return { token: { realm, service, issuer, jwks: jwksIn(folder), signingalgorithms } };
}

async function writeAuth(folder: string, auth: RealAuth | undefined): Promise<void> {
  if (auth?.kind === 'basic') await writeFile(htpasswdIn(folder), auth.htpasswd);
  if (auth?.kind === 'bearer') await writeFile(jwksIn(folder), JSON.stringify(auth.server.jwks));
}

function htpasswdIn(folder: string): string {
  return join(folder, 'htpasswd');
}

function jwksIn(folder: string): string {
  return join(folder, 'jwks.json');
}

/** It picks its port itself and says so in its log, once it listens. */
async function listeningHost(server: RunningProcess): Promise<string> {
  const giveUpAt = Date.now() + READY_MS;
  for (;;) {
    const host = /listening on (127\.0\.0\.1:\d+)/.exec(server.tail())?.[1];
    if (host !== undefined) return host;
    if (server.ended() || Date.now() > giveUpAt) {
      throw new Error(`the registry did not come up:\n${server.tail()}`);
    }
    await delay(20);
  }
}
