import { describe, expect, it } from '@jest/globals';
import { namespacesOf, pullingNamespaces } from '../../../../infra/values/namespaces.ts';
import { type Changes, devEnvironment, prodEnvironment } from '../../../support/environments.ts';

const set = {
  name: 'fleet',
  team: 'web',
  image: 'ghcr.io/acme/fleet',
  path: 'apps/{{name}}',
} as const;

describe('namespacesOf', () => {
  it('has Argo CD’s, those of the services and no other', () => {
    expect(namespacesOf(devEnvironment())).toEqual(['argo-rollouts', 'argocd', 'web']);
  });

  it('has those of all that is switched on', () => {
    expect(namespacesOf(prodEnvironment())).toEqual([
      'argo-events',
      'argo-rollouts',
      'argocd',
      'flows',
      'team-apps',
      'web',
    ]);
  });

  it('leaves out what every cluster has, and patterns', () => {
    const environment = devEnvironment({
      services: [],
      thirdParty: [
        {
          name: 'metrics',
          namespace: 'kube-system',
          source: { repository: 'https://github.com/acme/metrics', path: '.', revision: 'v1' },
        },
      ],
      teams: [{ name: 'web', namespaces: ['web-*', 'web-lab'] }],
    });
    expect(namespacesOf(environment)).toEqual(['argo-rollouts', 'argocd', 'web-lab']);
  });
});

describe('pullingNamespaces', () => {
  function pulling(changes: Changes): readonly string[] {
    const environment = devEnvironment(changes);
    const [ghcr] = environment.registries;
    if (ghcr === undefined) throw new Error('no registry');
    return pullingNamespaces(environment, ghcr);
  }

  it.each([
    ['services and Tagboat itself', {}, ['argocd', 'web']],
    [
      'services alone with upstream’s engine',
      { updater: { engine: 'argocd-image-updater' } },
      ['web'],
    ],
    ['Tagboat alone', { services: [] }, ['argocd']],
  ] satisfies [string, Changes, string[]][])('are those of %s', (_name, changes, namespaces) => {
    expect(pulling(changes)).toEqual(namespaces);
  });

  it('are those of smoke tests', () => {
    const rollout = {
      kind: 'blueGreen',
      prePromotion: { script: 'smoke.js', image: 'ghcr.io/acme/k6:1' },
    } as const;
    const shop = {
      name: 'shop',
      team: 'web',
      image: 'quay.io/acme/shop',
      initialTag: 'v1',
      rollout,
    };
    const updater = { engine: 'argocd-image-updater' } as const;
    expect(pulling({ updater, services: [shop] })).toEqual(['web']);
  });

  it.each([
    [
      'list',
      'fleet-{{env}}',
      {
        kind: 'list',
        elements: [
          { name: 'a', env: 'x' },
          { name: 'b', env: 'y' },
        ],
      },
      ['argocd', 'fleet-x', 'fleet-y'],
    ],
    ['git', '{{path.basename}}', { kind: 'git', directories: ['apps/*'] }, ['argocd', 'web-lab']],
    ['cluster', 'fleet', { kind: 'cluster', labels: { tier: 'edge' } }, ['argocd', 'fleet']],
  ] as const)('are those of a set by %s', (_name, namespace, given, namespaces) => {
    const generator = given as never;
    const applicationSets = [{ ...set, namespace, generator }];
    const teams = [{ name: 'web', namespaces: ['web-lab'] }];
    expect(pulling({ services: [], teams, applicationSets })).toEqual(namespaces);
  });
});
