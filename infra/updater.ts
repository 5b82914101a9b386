import * as pulumi from '@pulumi/pulumi';
import { childOf } from './component.ts';
import type { Environment } from './environment.ts';
import { helmRelease } from './release.ts';
import { Tagboat } from './tagboat.ts';
import { releaseSource } from './values/charts.ts';
import { upstreamUpdaterValues } from './values/upstream-updater.ts';

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
    const { updater, argocd, wait } = environment;
    switch (updater.engine) {
      case 'tagboat':
        new Tagboat('tagboat', { environment }, childOf(this, options));
        break;
      case 'argocd-image-updater':
        helmRelease(
          'argocd-image-updater',
          {
            namespace: argocd.namespace,
            source: releaseSource('argocd-image-updater', updater.chart),
            values: upstreamUpdaterValues(environment),
            wait,
          },
          childOf(this, options),
        );
        break;
    }
    this.registerOutputs();
  }
}
