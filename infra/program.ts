import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { manifests, rootManifests } from '../charts/manifests.ts';
import { Addon } from './addons.ts';
import { Applications } from './applications.ts';
import { ArgoCd } from './argo-cd.ts';
import type { ReadSecret } from './component.ts';
import type { Environment } from './environment.ts';
import { GitAccess } from './git-access.ts';
import { Namespaces } from './namespaces.ts';
import { fromRoot } from './paths.ts';
import { ArgoRollouts } from './rollouts.ts';
import { RegistrySecrets } from './secrets.ts';
import { ImageUpdater } from './updater.ts';
import { addonNamespace, namespacesOf } from './values/namespaces.ts';

export interface ProgramInput {
  readonly environment: Environment;
  readonly secret: ReadSecret;
}

/** Everything of an environment that needs cluster-admin or a secret, in the order in which it is needed. */
export function program({ environment, secret }: ProgramInput): void {
  const { argocd, rollouts, wait, gitAccess, clusters } = environment;
  const providers = [clusterProvider(environment)];
  const namespaces = new Namespaces(
    'namespaces',
    { names: namespacesOf(environment) },
    { providers },
  );
  const first = { providers, dependsOn: [namespaces] };
  const access = new GitAccess(
    'git-access',
    { argocdNamespace: argocd.namespace, gitAccess, clusters, secret },
    first,
  );
  const registrySecrets = environment.registries.map(
    (registry) =>
      new RegistrySecrets(`registry-${registry.name}`, { environment, registry, secret }, first),
  );
  const argoCd = new ArgoCd('argo-cd', { argocd, wait, secret }, first);
  new ArgoRollouts('argo-rollouts', { rollouts, wait }, first);
  addons(environment, first);
  const installed = [...first.dependsOn, ...registrySecrets, access, argoCd];
  const last = { providers, dependsOn: installed };
  new ImageUpdater('image-updater', { environment }, last);
  const objects = environment.delivery === 'direct' ? manifests : rootManifests;
  new Applications('applications', { manifests: objects(environment) }, last);
}

/** Secrets are changed in place: by default the provider would delete and create them when data changes. */
function clusterProvider({ kubeconfig, kubeContext }: Environment): k8s.Provider {
  return new k8s.Provider('cluster', {
    enableSecretMutable: true,
    ...(kubeconfig === undefined ? {} : { kubeconfig: fromRoot(kubeconfig) }),
    ...(kubeContext === undefined ? {} : { context: kubeContext }),
  });
}

function addons(environment: Environment, options: pulumi.ComponentResourceOptions): void {
  for (const part of ['events', 'workflows'] as const) {
    const { enabled, chart } = environment[part];
    if (!enabled) continue;
    const chartName = `argo-${part}` as const;
    const namespace = addonNamespace(environment, part);
    new Addon(chartName, { chartName, namespace, chart, wait: environment.wait }, options);
  }
}
