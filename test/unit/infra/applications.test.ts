import { describe, expect, it } from '@jest/globals';
import type * as pulumi from '@pulumi/pulumi';
import { manifests } from '../../../charts/manifests.ts';
import { Applications } from '../../../infra/applications.ts';
import { devEnvironment } from '../../support/environments.ts';
import { type Registered, record } from '../../support/pulumi.ts';

const quota = { cpu: '4' };
const environment = devEnvironment({ delivery: 'direct', teams: [{ name: 'web', quota }] });

/** What is registered, and with which options. */
async function run() {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const note: pulumi.ResourceTransformation = ({ name, opts }) => {
    options.set(name, opts);
    return undefined;
  };
  const args = { manifests: manifests(environment) };
  const resources = await record(() => new Applications('all', args, { transformations: [note] }));
  return { options, resources };
}

function named(resources: readonly Registered[], name: string): Registered {
  const found = resources.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe('Applications', () => {
  it('leave alone what the updater writes', async () => {
    const { options } = await run();
    const ignored = ['spec.source.helm.parameters', 'spec.source.kustomize'];
    expect(options.get('Application/argocd/shop')?.ignoreChanges).toEqual(ignored);
    expect(options.get('AppProject/argocd/web')?.ignoreChanges).toEqual([]);
  });

  it('come after their projects', async () => {
    const { resources } = await run();
    const { after } = named(resources, 'Application/argocd/shop');
    expect(after).toContain('AppProject/argocd/web');
  });

  it('are handed over whole', async () => {
    const { resources } = await run();
    for (const manifest of manifests(environment)) {
      const { kind, metadata } = manifest;
      const name = `${kind}/${metadata.namespace}/${metadata.name}`;
      expect(named(resources, name).inputs).toEqual(manifest);
    }
  });

  it('have quotas of a kind that every cluster has', async () => {
    const { resources } = await run();
    expect(named(resources, 'ResourceQuota/web/web').type).toBe('kubernetes:core/v1:ResourceQuota');
  });
});
