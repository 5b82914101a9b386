import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TagboatError } from '../model/errors.ts';
import type { Clock } from '../ports.ts';
import { tokenFileAuth } from './kube-auth.ts';
import { kubeconfigEndpoint } from './kube-config.ts';
import type { KubeEndpoint } from './kube-http.ts';

export interface EndpointOptions {
  /** Path of a kubeconfig. Without it: `KUBECONFIG`, `~/.kube/config`, the service account of the pod. */
  readonly kubeconfig?: string | undefined;
  /** A context of the kubeconfig. @default its current-context */
  readonly context?: string | undefined;
  /** The variables of this process; credential plugins get them too. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Where the kubelet puts the service account. */
  readonly serviceAccountDirectory?: string | undefined;
}

const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Finds the API server the way kubectl does. @throws TagboatError `invalid-config` when there is none */
export async function findEndpoint(options: EndpointOptions): Promise<KubeEndpoint> {
  const files = await kubeconfigFiles(options);
  if (files.length > 0) return kubeconfigEndpoint(files, options);
  return serviceAccountEndpoint(options);
}

async function kubeconfigFiles({ kubeconfig, environment }: EndpointOptions): Promise<string[]> {
  if (kubeconfig !== undefined) return [kubeconfig];
  const listed = (environment.KUBECONFIG ?? '').split(':').filter((path) => path !== '');
  if (listed.length > 0) return listed;
  const home = environment.HOME;
  const usual = home === undefined ? undefined : join(home, '.kube', 'config');
  return usual !== undefined && (await exists(usual)) ? [usual] : [];
}

async function serviceAccountEndpoint({
  environment,
  clock,
  serviceAccountDirectory: directory = SERVICE_ACCOUNT_DIRECTORY,
}: EndpointOptions): Promise<KubeEndpoint> {
  const host = environment.KUBERNETES_SERVICE_HOST;
  const port = environment.KUBERNETES_SERVICE_PORT;
  if (host === undefined || port === undefined) throw nowhere();
  const namespace = await readFile(join(directory, 'namespace'), 'utf8').catch(() => 'default');
  const ca = await readFile(join(directory, 'ca.crt'), 'utf8').catch((cause: unknown) => {
    throw new TagboatError(
      'invalid-config',
      { what: 'the service account has no ca.crt', where: directory },
      cause,
    );
  });
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    namespace: namespace.trim(),
    auth: tokenFileAuth(join(directory, 'token'), clock),
    tls: { ca },
  };
}

function nowhere(): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'no Kubernetes API server is known',
    where: 'Kubernetes API',
    expected: 'a kubeconfig (--kubeconfig, KUBECONFIG or ~/.kube/config), or to run inside a pod',
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
