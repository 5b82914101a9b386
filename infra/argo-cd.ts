import * as pulumi from '@pulumi/pulumi';
import { childOf, type ReadSecret } from './component.ts';
import type { Environment } from './environment.ts';
import { helmRelease } from './release.ts';
import { argoCdValues } from './values/argo-cd.ts';
import { releaseSource } from './values/charts.ts';

export interface ArgoCdArgs {
  readonly argocd: Environment['argocd'];
  /** Wait until Argo CD is ready. */
  readonly wait: boolean;
  readonly secret: ReadSecret;
}

/** Argo CD by its chart, with notifications when the environment names a channel. */
export class ArgoCd extends pulumi.ComponentResource {
  /** Where its objects, and those for it, are. Known once Argo CD, with its CRDs, is installed. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: ArgoCdArgs, options?: pulumi.ComponentResourceOptions) {
    super('tagboat:infra:ArgoCd', name, {}, options);
    const { argocd, wait, secret } = args;
    const read = (key: string | undefined) => (key === undefined ? undefined : secret(key));
    const values = argoCdValues(argocd, {
      adminPasswordHash: read(argocd.adminPasswordHash),
      githubWebhookSecret: read(argocd.githubWebhookSecret),
      slackToken: read(argocd.notifications?.slack.token),
    });
    const source = releaseSource('argo-cd', argocd.chart);
    const release = helmRelease(
      'argocd',
      { namespace: argocd.namespace, source, values, wait },
      childOf(this, options),
    );
    this.namespace = release.status.apply((status) => status?.namespace ?? argocd.namespace);
    this.registerOutputs({ namespace: this.namespace });
  }
}
