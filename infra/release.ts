import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { fromRoot } from './paths.ts';
import type { ReleaseSource } from './values/charts.ts';

export interface ReleaseArgs {
  readonly namespace: string;
  readonly source: ReleaseSource;
  readonly values: pulumi.Inputs;
  /** Wait until all is ready. */
  readonly wait: boolean;
}

/** A Helm release of this name. The namespace is there already. */
export function helmRelease(
  name: string,
  { namespace, source, values, wait }: ReleaseArgs,
  options: pulumi.CustomResourceOptions,
): k8s.helm.v3.Release {
  const chart = 'path' in source ? { chart: fromRoot(source.path) } : source;
  const args = { name, namespace, ...chart, values, skipAwait: !wait };
  return new k8s.helm.v3.Release(name, args, options);
}
