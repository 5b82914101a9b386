import { describe, expect, it } from '@jest/globals';
import { destinationsOf, namespacesOf, teamsOf } from '../../../charts/team.ts';
import { devEnvironment } from '../../support/environments.ts';

const HERE = 'https://kubernetes.default.svc';
const SET = { team: 'web', image: 'ghcr.io/acme/shop', path: 'charts/shop' };

function web(changes: Parameters<typeof devEnvironment>[0]) {
  const environment = devEnvironment(changes);
  const team = teamsOf(environment).find(({ name }) => name === 'web');
  if (team === undefined) throw new Error('no team web');
  return { environment, team };
}

function destinations(changes: Parameters<typeof devEnvironment>[0]) {
  const { environment, team } = web(changes);
  return destinationsOf(environment, team);
}

describe('teamsOf', () => {
  it('are those described and those only named, by their names', () => {
    const environment = devEnvironment({
      teams: [{ name: 'zoo', description: 'animals' }],
      thirdParty: [
        {
          name: 'redis',
          namespace: 'cache',
          source: { chartRepository: 'https://charts.example', chart: 'redis', version: '1' },
        },
      ],
    });
    expect(teamsOf(environment).map(({ name }) => name)).toEqual(['tools', 'web', 'zoo']);
    expect(teamsOf(environment)).toMatchObject([
      { clusterResources: [] },
      { clusterResources: [] },
      { description: 'animals' },
    ]);
  });
});

describe('destinationsOf', () => {
  it('are the namespaces given to the team and those of its services, each once', () => {
    const teams = [{ name: 'web', namespaces: ['web', 'web-*'] }];
    expect(destinations({ teams })).toEqual([
      { server: HERE, namespace: 'web' },
      { server: HERE, namespace: 'web-*' },
    ]);
  });

  it('are the namespaces of the elements of a list', () => {
    const generator = { kind: 'list' as const, elements: [{ name: 'a', ns: 'shop-a' }] };
    const sets = [{ ...SET, name: 'shops', generator, namespace: '{{ns}}' }];
    expect(destinations({ services: [], applicationSets: sets })).toEqual([
      { server: HERE, namespace: 'shop-a' },
    ]);
  });

  it('are on the clusters that are selected', () => {
    const eu = { name: 'eu', server: 'https://eu.example', labels: { r: 'eu' }, config: 'eu' };
    const generator = { kind: 'cluster' as const, labels: { r: 'eu' } };
    const sets = [{ ...SET, name: 'shops', generator, namespace: 'shop-{{name}}' }];
    expect(destinations({ services: [], clusters: [eu], applicationSets: sets })).toEqual([
      { server: 'https://eu.example', namespace: 'shop-eu' },
    ]);
  });

  it('do not grow by a namespace that depends on folders', () => {
    const generator = { kind: 'git' as const, directories: ['apps/*'] };
    const sets = [{ ...SET, name: 'shops', generator, namespace: '{{path.basename}}' }];
    expect(destinations({ services: [], applicationSets: sets })).toEqual([]);
  });
});

describe('namespacesOf', () => {
  it('are those of this cluster, without patterns', () => {
    const { environment, team } = web({ teams: [{ name: 'web', namespaces: ['web-*', 'a'] }] });
    expect(namespacesOf(environment, team)).toEqual(['a', 'web']);
  });
});
