import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { Cluster } from './cluster.ts';
import {
  type FleetOptions,
  FOLLOWED,
  fleetObjects,
  GIT_LOGIN,
  REGISTRY_LOGIN,
  REGISTRY_SECRET,
  repositoriesOf,
  tagsOf,
  valuesFiles,
} from './fleet.ts';
import type { GitService } from './git.ts';
import type { RegistryService } from './registry.ts';
import type { Counts } from './usage.ts';

export interface WorldOptions extends FleetOptions {
  /** The registry wants bearer tokens, and gives them to one user only. */
  readonly bearer: boolean;
}

/** A registry and a git server, each in a process of its own, and Applications in a namespace. */
export interface World {
  /** Of `tagboat run`. */
  readonly flags: readonly string[];
  /** A folder of the updater's own. */
  readonly scratch: string;
  /** Pushes to each repository what every Application should get. */
  release(): Promise<void>;
  /** What was done to the git server. */
  gitCounts(): Promise<Counts>;
  stop(): Promise<void>;
}

const MAX_PAGE = 100;
const LATENCY_MS = 5;
const BUILT_AT = Date.UTC(2025, 0, 1);
const RELEASED_AT = Date.UTC(2025, 6, 1);

export async function startWorld(
  cluster: Cluster,
  namespace: string,
  options: WorldOptions,
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-bench-'));
  const registry = startChild<RegistryService>(join(import.meta.dirname, 'registry.ts'));
  const git = startChild<GitService>(join(import.meta.dirname, 'git.ts'));
  const host = await fillRegistry(registry, options);
  const gitops = await git.ask('start', { ...GIT_LOGIN, files: valuesFiles(options) });
  await cluster.fill(namespace, fleetObjects(options, { host, gitops }));
  const conf = join(folder, 'registries.conf');
  await writeFile(conf, registriesConf(host, options));
  let releases = 0;
  return {
    flags: [
      `--kubeconfig=${cluster.kubeconfig}`,
      `--argocd-namespace=${namespace}`,
      `--registries-conf-path=${conf}`,
    ],
    scratch: join(folder, 'scratch'),
    async release() {
      releases += 1;
      const tags = [options.strategy === 'digest' ? FOLLOWED : `v1.1000.${releases}`];
      const builtAt = RELEASED_AT + releases * 1000;
      await registry.ask('push', { repositories: repositoriesOf(options), tags, builtAt });
    },
    gitCounts: () => git.ask('counts', null),
    async stop() {
      await Promise.all([registry.stop(), git.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns the registry's `host:port` */
async function fillRegistry(
  registry: Child<RegistryService>,
  options: WorldOptions,
): Promise<string> {
  const host = await registry.ask('start', {
    maxPage: MAX_PAGE,
    latencyMs: LATENCY_MS,
    auth: options.bearer ? { kind: 'bearer', login: REGISTRY_LOGIN } : { kind: 'none' },
  });
  await registry.ask('push', {
    repositories: repositoriesOf(options),
    tags: tagsOf(options),
    builtAt: BUILT_AT,
  });
  return host;
}

function registriesConf(host: string, { bearer }: WorldOptions): string {
  const lines = [
    'registries:',
    '  - name: bench',
    `    prefix: ${host}`,
    `    api_url: http://${host}`,
    ...(bearer ? [`    credentials: secret:${REGISTRY_SECRET}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
