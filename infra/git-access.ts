import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { childOf, LABELS, type ReadSecret, secretData } from './component.ts';
import type { Environment } from './environment.ts';
import {
  clusterContent,
  repositoryContent,
  repositorySecretName,
  repositorySecretType,
  SECRET_TYPE_LABEL,
  type SecretContent,
  secretKeyOf,
} from './values/secrets.ts';

export interface GitAccessArgs {
  readonly argocdNamespace: string;
  readonly gitAccess: Environment['gitAccess'];
  readonly clusters: Environment['clusters'];
  readonly secret: ReadSecret;
}

/**
 * Secrets of Argo CD's: how it, and the updater, get into git repositories, and how it gets into further
 * clusters. Argo CD reads them when they appear, and anew when they change.
 */
export class GitAccess extends pulumi.ComponentResource {
  readonly #namespace: string;
  readonly #child: pulumi.CustomResourceOptions;

  constructor(name: string, args: GitAccessArgs, options?: pulumi.ComponentResourceOptions) {
    super('tagboat:infra:GitAccess', name, {}, options);
    const { argocdNamespace, gitAccess, clusters, secret } = args;
    this.#namespace = argocdNamespace;
    this.#child = childOf(this, options);
    for (const access of gitAccess) {
      const type = repositorySecretType(access);
      const content = secret(secretKeyOf(access)).apply((key) => repositoryContent(access, key));
      this.#secret(repositorySecretName(access), { [SECRET_TYPE_LABEL]: type }, content);
    }
    for (const { name: cluster, server, labels, config } of clusters) {
      const content = secret(config).apply((text) => clusterContent(cluster, server, text));
      const all = { ...labels, [SECRET_TYPE_LABEL]: 'cluster' };
      this.#secret(`cluster-${cluster}`, all, content);
    }
    this.registerOutputs();
  }

  #secret(
    name: string,
    own: Readonly<Record<string, string>>,
    content: pulumi.Output<SecretContent>,
  ): void {
    const labels = { ...LABELS, 'app.kubernetes.io/name': name, ...own };
    const metadata = { name, namespace: this.#namespace, labels };
    const args = { metadata, type: 'Opaque', data: secretData(content) };
    new k8s.core.v1.Secret(`${this.#namespace}/${name}`, args, this.#child);
  }
}
