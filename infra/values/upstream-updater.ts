import type { Environment } from '../environment.ts';
import { registryEntries } from './registries.ts';

/** Values of the chart `argocd-image-updater`. */
export function upstreamUpdaterValues(environment: Environment) {
  const { updater, argocd } = environment;
  const { interval, gitIdentity, logLevel, resources = {} } = updater;
  return {
    extraArgs: ['--interval', interval],
    extraEnv: watchVariable([argocd.namespace, ...updater.watchNamespaces]),
    config: {
      'git.user': gitIdentity.name,
      'git.email': gitIdentity.email,
      'log.level': logLevel,
      registries: registryEntries(environment),
    },
    resources,
  };
}

/** Upstream takes a list of namespaces from this variable. */
function watchVariable(namespaces: readonly string[]) {
  if (namespaces.length === 1) return [];
  return [{ name: 'IMAGE_UPDATER_WATCH_NAMESPACES', value: namespaces.join(',') }];
}

/** Upstream looks at annotations only where a resource in the same namespace tells it to. */
export function annotationsInUse(namespace: string) {
  return {
    apiVersion: 'argocd-image-updater.argoproj.io/v1alpha1',
    kind: 'ImageUpdater',
    metadata: { name: 'annotations', namespace },
    spec: { applicationRefs: [{ namePattern: '*', useAnnotations: true }] },
  };
}
