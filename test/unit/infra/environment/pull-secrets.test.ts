import { describe, expect, it } from '@jest/globals';
import {
  pullSecretNames,
  pullSecretsOf,
  registryOf,
} from '../../../../infra/environment/pull-secrets.ts';
import { EnvironmentSchema } from '../../../../infra/environment.ts';

const token = { kind: 'token', username: 'bot', token: 'ghcrToken' };
const environment = EnvironmentSchema.parse({
  name: 'dev',
  gitops: { repository: 'https://github.com/acme/gitops' },
  registries: [
    { name: 'ghcr', prefix: 'ghcr.io', auth: token },
    { name: 'lab', prefix: 'ghcr.io/lab', auth: { ...token, tokenNext: 'labToken' } },
    { name: 'hub', prefix: 'docker.io', auth: { kind: 'none' } },
    { name: 'cloud', prefix: 'cloud.test', auth: { kind: 'workloadIdentity' } },
  ],
});

describe('registryOf', () => {
  it.each([
    ['ghcr.io/acme/shop', 'ghcr'],
    ['ghcr.io/lab/tool:v1', 'lab'],
    ['ghcr.io/laboratory/tool', 'ghcr'],
    ['nginx', 'hub'],
    ['quay.io/acme/shop', undefined],
    ['not an image', undefined],
  ])('%s comes from %s', (image, name) => {
    expect(registryOf(environment, image)?.name).toBe(name);
  });
});

describe('pull secrets', () => {
  it.each([
    ['ghcr.io/acme/shop', ['ghcr-pull']],
    ['ghcr.io/lab/tool', ['lab-pull', 'lab-pull-next']],
    ['cloud.test/tool', []],
    ['nginx', []],
    ['quay.io/acme/shop', []],
  ])('of %s are %j', (image, names) => {
    expect(pullSecretsOf(environment, image)).toEqual(names);
  });

  it('are named by the registry', () => {
    const [ghcr] = environment.registries;
    expect(ghcr && pullSecretNames(ghcr)).toEqual(['ghcr-pull']);
  });
});
