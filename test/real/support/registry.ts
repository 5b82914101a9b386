import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { realBinaries } from '../build/binaries.ts';
import { freePort, type RunningProcess, startProcess } from './process.ts';

/** A distribution registry that keeps everything in memory. */
export interface RealRegistry {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Ends the process and deletes its files. */
  stop(): Promise<void>;
}

export interface RealRegistryOptions {
  /** Tags of one page at most. @default 1000 */
  readonly maxPage?: number | undefined;
  /** Content of an htpasswd file (bcrypt only); absent lets everybody in. */
  readonly htpasswd?: string | undefined;
}

const READY_MS = 20_000;

/** @throws Error with the end of its log when it does not come up */
export async function startRealRegistry(options: RealRegistryOptions = {}): Promise<RealRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yml');
  await writeFile(config, stringify(configOf(host, folder, options)));
  if (options.htpasswd !== undefined) await writeFile(htpasswdIn(folder), options.htpasswd);
  const server = startProcess('registry', realBinaries().registry.path, ['serve', config]);
  const stop = async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(`http://${host}/v2/`, server);
    return { url: `http://${host}`, host, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function configOf(addr: string, folder: string, { maxPage, htpasswd }: RealRegistryOptions) {
  const auth = { htpasswd: { realm: 'test', path: htpasswdIn(folder) } };
  return {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { inmemory: {} },
    http: { addr, secret: 'for tests only' },
    ...(maxPage === undefined ? {} : { tags: { maxtags: maxPage } }),
    ...(htpasswd === undefined ? {} : { auth }),
  };
}

function htpasswdIn(folder: string): string {
  return join(folder, 'htpasswd');
}

async function untilReady(url: string, server: RunningProcess): Promise<void> {
  const giveUpAt = Date.now() + READY_MS;
  while (!(await answers(url))) {
    if (server.ended() || Date.now() > giveUpAt) {
      throw new Error(`the registry did not come up:\n${server.tail()}`);
    }
    await delay(50);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return [200, 401].includes((await fetch(url)).status);
  } catch {
    return false;
  }
}
