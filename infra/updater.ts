import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { childOf } from './component.ts';
import type { Environment } from './environment.ts';
import { helmRelease } from './release.ts';
import { Tagboat } from './tagboat.ts';
import { releaseSource } from './values/charts.ts';
import { watchedNamespaces } from './values/tagboat.ts';
import { annotationsInUse, upstreamUpdaterValues } from './values/upstream-updater.ts';

export interface ImageUpdaterArgs {
  readonly environment: Environment;
}

/** What writes new tags: Tagboat, or upstream by its chart; from the same part of the environment file. */
export class ImageUpdater extends pulumi.ComponentResource {
  constructor(
    name: string,
    { environment }: ImageUpdaterArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('tagboat:infra:ImageUpdater', name, {}, options);
    const child = childOf(this, options);
    switch (environment.updater.engine) {
      case 'tagboat':
        new Tagboat('tagboat', { environment }, child);
        break;
      case 'argocd-image-updater':
        upstream(environment, child);
        break;
    }
    this.registerOutputs();
  }
}

/**
 * The resources that make it look at annotations are also what keeps both engines from writing while one
 * takes the other's place: Tagboat leaves annotations alone as long as there are any. They go before the
 * release does, since only upstream itself can finish their deletion.
 */
function upstream(environment: Environment, child: pulumi.CustomResourceOptions): void {
  const { updater, argocd, wait } = environment;
  const name = 'argocd-image-updater';
  const source = releaseSource(name, updater.chart);
  const values = upstreamUpdaterValues(environment);
  const { namespace } = argocd;
  const release = helmRelease(name, { namespace, source, values, wait }, child);
  for (const watched of watchedNamespaces(environment)) {
    const resource = annotationsInUse(watched);
    new k8s.apiextensions.CustomResource(`${watched}/${name}`, resource, {
      ...child,
      dependsOn: [release],
    });
  }
}
