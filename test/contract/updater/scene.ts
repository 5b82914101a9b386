import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectedKube, connectKube } from '../../../src/adapters/kube.ts';
import { systemClock } from '../../../src/adapters/system.ts';
import { startProxy, type TestProxy } from '../../support/proxy.ts';
import type { Parts } from './parts.ts';

/** The parts, with a proxy in front of the registry and the git server, and everything printed so far. */
export interface Scene {
  readonly parts: Parts;
  readonly kube: ConnectedKube;
  readonly registry: TestProxy;
  readonly git: TestProxy;
  readonly folder: string;
  /** What any command printed. */
  readonly printed: string[];
  /** Ends what a failed test left at work. */
  readonly leftovers: Set<() => Promise<unknown>>;
  /** A name that no other test has. */
  newNamespace(): string;
  stop(): Promise<void>;
}

export async function openScene(parts: Parts): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-updater-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, parts.kube.kubeconfig('default'), { mode: 0o600 });
  const [registry, git, kube] = await Promise.all([
    startProxy(parts.registry.url),
    startProxy(parts.git.url),
    connectKube({ kubeconfig, environment: {}, clock: systemClock, random: () => 0 }),
  ]);
  let namespaces = 0;
  const scene: Scene = {
    parts,
    kube,
    registry,
    git,
    folder,
    printed: [],
    leftovers: new Set(),
    newNamespace() {
      namespaces += 1;
      return `updater-${namespaces}`;
    },
    async stop() {
      await Promise.all([...scene.leftovers].map((end) => end()));
      await Promise.all([registry.stop(), git.stop(), kube.close()]);
      await parts.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return scene;
}
