import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { manifests } from '../charts/manifests.ts';
import { childOf } from './component.ts';

type Manifest = ReturnType<typeof manifests>[number];

export interface ApplicationsArgs {
  readonly manifests: readonly Manifest[];
}

/** What the updater writes to Applications with `argocd` write-back. */
const UPDATERS = ['spec.source.helm.parameters', 'spec.source.kustomize'];

/**
 * Objects for Argo CD, which need its CRDs: projects first, since what belongs to them is refused without.
 * Tags that the updater wrote stay as they are.
 */
export class Applications extends pulumi.ComponentResource {
  constructor(
    name: string,
    { manifests }: ApplicationsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('tagboat:infra:Applications', name, {}, options);
    const child = childOf(this, options);
    const isProject = ({ kind }: Manifest) => kind === 'AppProject';
    const projects = manifests.filter(isProject).map((manifest) => objectOf(manifest, child));
    const later = projects.length === 0 ? child : { ...child, dependsOn: projects };
    for (const manifest of manifests.filter((each) => !isProject(each))) objectOf(manifest, later);
    this.registerOutputs();
  }
}

function objectOf(manifest: Manifest, options: pulumi.CustomResourceOptions): pulumi.Resource {
  const { kind, metadata } = manifest;
  const name = `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
  // Plain data all the way down, which the SDK's types for objects of any kind cannot say.
  const args = manifest as unknown as k8s.apiextensions.CustomResourceArgs;
  if (kind === 'ResourceQuota') {
    const quota = manifest as unknown as k8s.core.v1.ResourceQuotaArgs;
    return new k8s.core.v1.ResourceQuota(name, quota, options);
  }
  const ignoreChanges = kind === 'Application' ? UPDATERS : [];
  return new k8s.apiextensions.CustomResource(name, args, { ...options, ignoreChanges });
}
