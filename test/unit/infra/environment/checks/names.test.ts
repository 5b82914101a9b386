import { describe, expect, it } from '@jest/globals';
import { checkNames } from '../../../../../infra/environment/checks/names.ts';
import { environment, service } from '../../../../support/healthy-environment.ts';

const THIRD = {
  name: 'back',
  namespace: 'redis',
  source: { chartRepository: 'https://charts.acme.io', chart: 'redis', version: '1.0.0' },
};
const SET = {
  name: 'all',
  team: 'acme',
  image: 'ghcr.io/acme/all',
  generator: { kind: 'list', elements: [{ name: 'a' }] },
  path: 'apps/all',
  namespace: 'acme',
};
const GHCR = { name: 'ghcr', prefix: 'ghcr.io' };
const ACCESS = { kind: 'ssh', url: 'git@github.com:acme/gitops', privateKey: 'key' };
const CLUSTER = { name: 'east', server: 'https://east.acme.io', config: 'east' };

describe('a name that stands there twice', () => {
  it.each<[string, object]>([
    ['services[1].name', { services: [service(), service()] }],
    ['thirdParty[0].name', { thirdParty: [THIRD] }],
    ['applicationSets[1].name', { applicationSets: [SET, SET] }],
    ['registries[1].name', { registries: [GHCR, { ...GHCR, prefix: 'quay.io' }] }],
    ['registries[1].prefix', { registries: [GHCR, { ...GHCR, name: 'other' }] }],
    ['teams[1].name', { teams: [{ name: 'acme' }, { name: 'acme' }] }],
    ['clusters[1].name', { clusters: [CLUSTER, CLUSTER] }],
    ['gitAccess[1].url', { gitAccess: [ACCESS, ACCESS] }],
    [
      'services[0].host',
      {
        argocd: { ingress: { host: 'argo.acme.io' } },
        services: [service({ host: 'argo.acme.io' })],
      },
    ],
    [
      'services[0].rollout.previewHost',
      {
        services: [
          service({ host: 'a.acme.io', rollout: { kind: 'blueGreen', previewHost: 'a.acme.io' } }),
        ],
      },
    ],
  ])('is found at %s', (path, over) => {
    expect(checkNames(environment({ ...over })).map((finding) => finding.path)).toEqual([
      `tagboat:environment.${path}`,
    ]);
  });

  it('is told with the place of the first', () => {
    const [finding] = checkNames(environment({ services: [service(), service()] }));
    expect(finding?.found).toBe('back, as at tagboat:environment.services[0].name');
  });
});

describe('the name of the root Application', () => {
  it.each<[string, object]>([
    ['services', { services: [service({ name: 'app-of-apps' })] }],
    ['thirdParty', { thirdParty: [{ ...THIRD, name: 'app-of-apps' }] }],
    ['teams', { teams: [{ name: 'app-of-apps' }], services: [] }],
  ])('is not for %s', (list, over) => {
    expect(checkNames(environment({ ...over })).map(({ path }) => path)).toEqual([
      `tagboat:environment.${list}[0].name`,
    ]);
  });
});

describe('a team that is not described', () => {
  it('is found, and suggested when it is nearly another', () => {
    const found = checkNames(environment({ services: [service({ team: 'amce' })] }));
    expect(found).toEqual([
      expect.objectContaining({ found: 'amce', wayOut: 'did you mean acme?' }),
    ]);
  });

  it('is found, and told how to describe it', () => {
    const found = checkNames(environment({ applicationSets: [{ ...SET, team: 'payments' }] }));
    expect(found).toEqual([
      expect.objectContaining({
        path: 'tagboat:environment.applicationSets[0].team',
        wayOut: 'add { name: payments } to teams',
      }),
    ]);
  });

  it('may be that of the tools', () => {
    expect(checkNames(environment({ thirdParty: [{ ...THIRD, name: 'redis' }] }))).toEqual([]);
  });
});
