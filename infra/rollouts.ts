import * as pulumi from '@pulumi/pulumi';
import { childOf } from './component.ts';
import type { Environment } from './environment.ts';
import { helmRelease } from './release.ts';
import { releaseSource } from './values/charts.ts';
import { rolloutsValues } from './values/rollouts.ts';

export interface ArgoRolloutsArgs {
  readonly rollouts: Environment['rollouts'];
  /** Wait until the controller is ready. */
  readonly wait: boolean;
}

/** Argo Rollouts by its chart. */
export class ArgoRollouts extends pulumi.ComponentResource {
  constructor(name: string, args: ArgoRolloutsArgs, options?: pulumi.ComponentResourceOptions) {
    super('tagboat:infra:ArgoRollouts', name, {}, options);
    const { rollouts, wait } = args;
    const source = releaseSource('argo-rollouts', rollouts.chart);
    const values = rolloutsValues(rollouts);
    const { namespace } = rollouts;
    helmRelease('argo-rollouts', { namespace, source, values, wait }, childOf(this, options));
    this.registerOutputs();
  }
}
