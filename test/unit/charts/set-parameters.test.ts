import { describe, expect, it } from '@jest/globals';
import { parametersOf } from '../../../charts/set-parameters.ts';
import { ApplicationSet } from '../../../infra/environment/services.ts';
import { devEnvironment } from '../../support/environments.ts';

const EU = {
  name: 'eu',
  server: 'https://eu.example',
  labels: { region: 'eu', tier: 'prod' },
  config: 'euConfig',
};
const US = {
  name: 'us',
  server: 'https://us.example',
  labels: { region: 'us' },
  config: 'usConfig',
};

function parameters(generator: object) {
  const set = ApplicationSet.parse({
    name: 'shops',
    team: 'web',
    image: 'ghcr.io/acme/shop',
    generator,
    path: 'charts/shop',
    namespace: 'shop',
  });
  return parametersOf(devEnvironment({ clusters: [EU, US] }), set);
}

describe('parametersOf', () => {
  it('are the elements of a list', () => {
    const elements = [{ name: 'a', ns: 'shop-a' }, { name: 'b' }];
    expect(parameters({ kind: 'list', elements })).toEqual(elements);
  });

  it('are unknown for folders of the repository', () => {
    expect(parameters({ kind: 'git', directories: ['apps/*'] })).toEqual([{}]);
  });

  it('are the clusters that have all labels', () => {
    expect(parameters({ kind: 'cluster', labels: { region: 'eu' } })).toEqual([
      {
        name: 'eu',
        nameNormalized: 'eu',
        server: 'https://eu.example',
        'metadata.labels.region': 'eu',
        'metadata.labels.tier': 'prod',
      },
    ]);
  });

  it('are all clusters, and that of Argo CD, when no label is asked for', () => {
    const names = parameters({ kind: 'cluster', labels: {} }).map(({ name }) => name);
    expect(names).toEqual(['in-cluster', 'eu', 'us']);
  });
});
