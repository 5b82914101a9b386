import { describe, expect, it } from '@jest/globals';
import { files, manifests, rootManifests } from '../../../charts/manifests.ts';
import { compareBytes } from '../../../src/model/byte-order.ts';
import { devEnvironment } from '../../support/environments.ts';

const ENVIRONMENT = devEnvironment({
  teams: [{ name: 'web', quota: { pods: 9 } }],
  thirdParty: [
    {
      name: 'redis',
      namespace: 'cache',
      source: { chartRepository: 'https://charts.example', chart: 'redis', version: '1' },
    },
  ],
  applicationSets: [
    {
      name: 'shop',
      team: 'web',
      image: 'ghcr.io/acme/shop',
      generator: { kind: 'list', elements: [{ name: 'a' }] },
      path: 'charts/shop',
      namespace: 'web',
    },
  ],
});

const noScript = () => '';

describe('rootManifests', () => {
  it('are the project first, then the Application in it', () => {
    expect(rootManifests(ENVIRONMENT).map(({ kind }) => kind)).toEqual([
      'AppProject',
      'Application',
    ]);
  });
});

describe('manifests', () => {
  it('come in the order in which they need each other', () => {
    const names = manifests(ENVIRONMENT).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(names).toEqual([
      'AppProject/tools',
      'AppProject/web',
      'ResourceQuota/web',
      'Application/redis',
      'Application/shop',
      'ApplicationSet/shop',
    ]);
  });
});

describe('files', () => {
  it('have one object each, in the folder of its team, and the services beside them', () => {
    const paths = [...files(ENVIRONMENT, noScript).keys()];
    expect(paths.filter((path) => path.startsWith('argo-apps/')).toSorted(compareBytes)).toEqual([
      'argo-apps/clusters/dev/tools/redis.yaml',
      'argo-apps/clusters/dev/tools/tools.project.yaml',
      'argo-apps/clusters/dev/web/shop.set.yaml',
      'argo-apps/clusters/dev/web/shop.yaml',
      'argo-apps/clusters/dev/web/web.project.yaml',
      'argo-apps/clusters/dev/web/web.quota.yaml',
    ]);
    expect(paths).toContain('charts/shop/values.yaml');
  });

  it('are those of the services alone when Pulumi applies the rest', () => {
    const paths = [...files({ ...ENVIRONMENT, delivery: 'direct' }, noScript).keys()];
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('charts/shop/'))).toEqual([]);
  });

  it('all say who made them', () => {
    for (const [path, text] of files(ENVIRONMENT, noScript)) {
      expect(`${path} ${text}`).toMatch(/^\S+ # Made by Tagboat from Pulumi\.dev\.yaml;/);
    }
  });
});
