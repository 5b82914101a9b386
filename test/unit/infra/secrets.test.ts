import { describe, expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { RegistrySecrets } from '../../../infra/secrets.ts';
import { prodEnvironment } from '../../support/environments.ts';
import { record, revealed } from '../../support/pulumi.ts';

const environment = prodEnvironment();
const [ghcr, ecr, hub] = environment.registries;

async function secretsOf(registry: typeof ghcr) {
  if (registry === undefined) throw new Error('no registry');
  const secret = (key: string) => pulumi.secret(`hush-${key}`);
  const args = { environment, registry, secret };
  const all = await record(() => new RegistrySecrets('registry', args));
  return all.slice(1).map(({ inputs }) => revealed(inputs));
}

describe('RegistrySecrets', () => {
  it('give the updater both tokens of a rotation, and say when the first ends', async () => {
    const secrets = await secretsOf(ghcr);
    expect(secrets).toHaveLength(5);
    expect(secrets).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({
          name: 'argocd-image-updater-ghcr',
          namespace: 'argocd',
          annotations: { 'tagboat.dev/expires': '2027-01-31' },
        }),
        data: { creds: btoa('bot:hush-ghcrToken'), 'creds-next': btoa('bot:hush-ghcrTokenNext') },
      }),
    );
  });

  it.each([
    ['by workload identity', ecr],
    ['that are open', hub],
  ])('are none for registries %s', async (_name, registry) => {
    expect(await secretsOf(registry)).toEqual([]);
  });
});
