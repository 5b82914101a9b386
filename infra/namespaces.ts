import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { childOf, LABELS } from './component.ts';

export interface NamespacesArgs {
  readonly names: readonly string[];
}

/** All namespaces of an environment. They come first, so that pull Secrets are there before pods. */
export class Namespaces extends pulumi.ComponentResource {
  readonly names: pulumi.Output<readonly string[]>;

  constructor(name: string, { names }: NamespacesArgs, options?: pulumi.ComponentResourceOptions) {
    super('tagboat:infra:Namespaces', name, {}, options);
    const namespaces = names.map((namespace) => {
      const labels = { ...LABELS, 'app.kubernetes.io/name': namespace };
      const metadata = { name: namespace, labels };
      return new k8s.core.v1.Namespace(namespace, { metadata }, childOf(this, options));
    });
    this.names = pulumi.all(namespaces.map(({ metadata }) => metadata.name));
    this.registerOutputs({ names: this.names });
  }
}
