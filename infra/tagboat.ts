import { createHash } from 'node:crypto';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { childOf, LABELS } from './component.ts';
import type { Environment } from './environment.ts';
import {
  APPLICATION_RULES,
  ARGO_CD_RULES,
  deploymentSpec,
  HEALTH_PORT,
  type Rule,
  registriesConf,
  SELECTOR,
  TAGBOAT,
  watchedNamespaces,
} from './values/tagboat.ts';

export interface TagboatArgs {
  readonly environment: Environment;
}

/** The updater: a Deployment of one, and no more rights than it uses. */
export class Tagboat extends pulumi.ComponentResource {
  readonly #namespace: string;
  readonly #child: pulumi.CustomResourceOptions;

  constructor(
    name: string,
    { environment }: TagboatArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('tagboat:infra:Tagboat', name, {}, options);
    this.#namespace = environment.argocd.namespace;
    this.#child = childOf(this, options);
    this.#network();
    const rights = this.#account(environment);
    const metadata = this.#metadata(this.#namespace);
    const data = registriesConf(environment);
    const configMap = new k8s.core.v1.ConfigMap(TAGBOAT, { metadata, data }, this.#child);
    const annotations: Record<string, string> = environment.wait
      ? {}
      : { 'pulumi.com/skipAwait': 'true' };
    const deployment = {
      metadata: { ...metadata, annotations },
      spec: deploymentSpec(environment, digestOf(data)),
    };
    new k8s.apps.v1.Deployment(TAGBOAT, deployment, {
      ...this.#child,
      dependsOn: [configMap, ...rights],
    });
    this.registerOutputs();
  }

  /** The service account and what it may do. */
  #account(environment: Environment): readonly pulumi.Resource[] {
    const metadata = this.#metadata(this.#namespace);
    const account = new k8s.core.v1.ServiceAccount(TAGBOAT, { metadata }, this.#child);
    return [
      account,
      ...watchedNamespaces(environment).flatMap((namespace) => {
        const own = namespace === this.#namespace ? ARGO_CD_RULES : [];
        return this.#grant(namespace, [...APPLICATION_RULES, ...own]);
      }),
    ];
  }

  #grant(namespace: string, rules: readonly Rule[]): readonly pulumi.Resource[] {
    const metadata = this.#metadata(namespace);
    const name = `${namespace}/${TAGBOAT}`;
    const plain = rules.map((rule) => ({
      apiGroups: [...rule.apiGroups],
      resources: [...rule.resources],
      verbs: [...rule.verbs],
      ...(rule.resourceNames === undefined ? {} : { resourceNames: [...rule.resourceNames] }),
    }));
    const binding = {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: TAGBOAT },
      subjects: [{ kind: 'ServiceAccount', name: TAGBOAT, namespace: this.#namespace }],
    };
    const role = new k8s.rbac.v1.Role(name, { metadata, rules: plain }, this.#child);
    return [role, new k8s.rbac.v1.RoleBinding(name, binding, this.#child)];
  }

  /** Nobody needs to reach it but probes; it reaches registries and git servers wherever they are. */
  #network(): void {
    const metadata = this.#metadata(this.#namespace);
    const podSelector = { matchLabels: SELECTOR };
    const ingress = [{ ports: [{ port: HEALTH_PORT, protocol: 'TCP' }] }];
    const policy = { metadata, spec: { podSelector, policyTypes: ['Ingress'], ingress } };
    new k8s.networking.v1.NetworkPolicy(TAGBOAT, policy, this.#child);
    // One Pod that may be away for a while: a drain is not held up.
    const budget = { metadata, spec: { selector: podSelector, maxUnavailable: 1 } };
    new k8s.policy.v1.PodDisruptionBudget(TAGBOAT, budget, this.#child);
  }

  #metadata(namespace: string) {
    return { name: TAGBOAT, namespace, labels: { ...LABELS, ...SELECTOR } };
  }
}

function digestOf(data: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}
