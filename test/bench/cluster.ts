import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { connectKube } from '../../src/adapters/kube.ts';
import { systemClock, systemRandom } from '../../src/adapters/system.ts';
import { startKubeApi } from '../../src/demo/kube/server.ts';
import { APPLICATIONS } from '../../src/model/application.ts';
import type { ResourceKind } from '../../src/ports.ts';
import { realBinaries } from '../real/build/binaries.ts';
import { startRealKube } from '../real/support/kube.ts';

/** The API server that the updater is measured with. */
export interface Cluster {
  /** For people: `kube-apiserver v1.34.4 with etcd v3.6.5`. */
  readonly name: string;
  /** Path of a file. */
  readonly kubeconfig: string;
  /** A new namespace with these objects in it. */
  fill(namespace: string, objects: ClusterObjects): Promise<void>;
  stop(): Promise<void>;
}

/** Objects without their namespace. */
export interface ClusterObjects {
  readonly secrets: readonly Manifest[];
  readonly applications: readonly Manifest[];
}

export interface Manifest {
  readonly metadata: object;
}

const NAMESPACES: ResourceKind = { group: '', version: 'v1', plural: 'namespaces' };
const SECRETS: ResourceKind = { group: '', version: 'v1', plural: 'secrets' };
const PARALLEL_CREATES = 16;

/** Why there can be no real API server, as sentences that say what to do; undefined when there can. */
export function missingParts(): string | undefined {
  const parts = realBinaries();
  const missing = [parts['kube-apiserver'], parts.etcd, parts['argo-cd']].flatMap(
    (part) => part.missing ?? [],
  );
  return missing.length === 0 ? undefined : missing.join('\n');
}

/** @param kind `embedded` is the stand-in of the demo, in this process */
export async function startCluster(kind: 'real' | 'embedded'): Promise<Cluster> {
  const server = kind === 'real' ? await startRealKube() : await startKubeApi();
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-bench-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, server.kubeconfig(), { mode: 0o600 });
  const kube = await connectKube({
    kubeconfig,
    environment: {},
    clock: systemClock,
    random: systemRandom,
  });
  const room = pLimit(PARALLEL_CREATES);

  async function create(resource: ResourceKind, namespace: string, objects: readonly Manifest[]) {
    const inNamespace = (one: Manifest) => ({ ...one, metadata: { ...one.metadata, namespace } });
    await Promise.all(objects.map((one) => room(() => kube.create(resource, inNamespace(one)))));
  }

  return {
    name: kind === 'real' ? realName() : 'the embedded API server',
    kubeconfig,
    async fill(namespace, { secrets, applications }) {
      await kube.create(NAMESPACES, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
      await create(SECRETS, namespace, secrets);
      await create(APPLICATIONS, namespace, applications);
    },
    async stop() {
      await kube.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function realName(): string {
  const parts = realBinaries();
  return `kube-apiserver ${parts['kube-apiserver'].version} with etcd ${parts.etcd.version}`;
}
