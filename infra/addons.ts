import * as pulumi from '@pulumi/pulumi';
import { childOf } from './component.ts';
import type { Environment } from './environment.ts';
import { helmRelease } from './release.ts';
import { releaseSource } from './values/charts.ts';

export interface AddonArgs {
  readonly chartName: 'argo-events' | 'argo-workflows';
  readonly namespace: string;
  readonly chart: Environment['events']['chart'];
  /** Wait until it is ready. */
  readonly wait: boolean;
}

/** Argo Events or Argo Workflows by its chart, as the chart has it. */
export class Addon extends pulumi.ComponentResource {
  constructor(name: string, args: AddonArgs, options?: pulumi.ComponentResourceOptions) {
    super('tagboat:infra:Addon', name, {}, options);
    const { chartName, namespace, chart, wait } = args;
    const source = releaseSource(chartName, chart);
    helmRelease(chartName, { namespace, source, values: {}, wait }, childOf(this, options));
    this.registerOutputs();
  }
}
