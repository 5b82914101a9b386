import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { registryEntries } from '../../../../infra/values/registries.ts';
import { orThrow } from '../../../../src/model/errors.ts';
import { parseRegistriesConf } from '../../../../src/registry/wire/registries-conf.ts';
import { prodEnvironment } from '../../../support/environments.ts';

describe('registryEntries', () => {
  const entries = registryEntries(prodEnvironment());

  it('are what the updater reads', () => {
    const text = stringify({ registries: entries });
    const read = orThrow(parseRegistriesConf(text, 'registries.conf'));
    expect(read.map(({ name }) => name)).toEqual(['ghcr', 'ecr', 'hub']);
  });

  it('name the Secret of a token, and its key', () => {
    expect(entries.map(({ credentials }) => credentials)).toEqual([
      'secret:argocd/argocd-image-updater-ghcr#creds',
      undefined,
      undefined,
    ]);
  });

  it('find the API where images are, but for Docker Hub', () => {
    expect(entries.map(({ api_url: url }) => url)).toEqual([
      'https://ghcr.io',
      'https://1234.dkr.ecr.eu-west-1.amazonaws.com',
      'https://registry-1.docker.io',
    ]);
  });

  it('carry limits and default namespaces', () => {
    expect(entries[0]).toMatchObject({ limit: 20, ping: true, insecure: false });
    expect(entries[2]).toMatchObject({ defaultns: 'library' });
  });
});
