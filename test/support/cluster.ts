import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedKube,
  type KubeApiOptions,
  startKubeApi,
} from '../../src/demo/kube/server.ts';

/** An embedded API server, and how a command line reaches it. */
export interface Cluster {
  readonly kube: EmbeddedKube;
  /** Name the server and argocd as Argo CD's namespace. */
  readonly flags: readonly string[];
  stop(): Promise<void>;
}

export async function startCluster(options: KubeApiOptions = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-cluster-'));
  const kube = await startKubeApi({ namespaces: ['argocd'], ...options });
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, kube.kubeconfig('argocd'), { mode: 0o600 });
  return {
    kube,
    flags: [`--kubeconfig=${kubeconfig}`, `--cache-dir=${folder}`],
    async stop() {
      await kube.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An Application as the API server takes it. */
export function clusterApplication(
  name: string,
  annotations: Readonly<Record<string, string>> = {},
  parameters: readonly { readonly name: string; readonly value: string }[] = [],
): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', annotations },
    spec: {
      project: 'default',
      source: { repoURL: 'https://git.example/ops.git', path: 'back', helm: { parameters } },
    },
    status: { sourceType: 'Helm', summary: { images: ['ghcr.io/acme/back:v1.0.2'] } },
  };
}
