import { describe, expect, it } from '@jest/globals';
import { teamProject } from '../../../charts/project.ts';
import { teamsOf } from '../../../charts/team.ts';
import { devEnvironment } from '../../support/environments.ts';

function projectOf(team: object) {
  const environment = devEnvironment({
    teams: [{ name: 'web', ...team }],
    thirdParty: [
      {
        name: 'redis',
        team: 'web',
        namespace: 'cache',
        source: { chartRepository: 'https://charts.example', chart: 'redis', version: '1' },
      },
    ],
  });
  return teamsOf(environment).map((each) => teamProject(environment, each))[0];
}

describe('teamProject', () => {
  it('lets a team deploy from the GitOps repository and its charts, and nothing for the cluster', () => {
    expect(projectOf({ sourceRepos: ['https://github.com/acme/web-*'] })).toMatchObject({
      kind: 'AppProject',
      metadata: {
        name: 'web',
        namespace: 'argocd',
        annotations: { 'argocd.argoproj.io/sync-wave': '-10' },
      },
      spec: {
        sourceRepos: [
          'https://github.com/acme/gitops',
          'https://github.com/acme/web-*',
          'https://charts.example',
        ],
        destinations: [{ namespace: 'cache' }, { namespace: 'web' }],
        clusterResourceWhitelist: [],
      },
    });
  });

  it('passes on what kinds the team may and may not touch', () => {
    const clusterResources = [{ group: '', kind: 'Namespace' }];
    const namespaceResourceBlacklist = [{ group: '', kind: 'ResourceQuota' }];
    expect(projectOf({ clusterResources, namespaceResourceBlacklist })).toMatchObject({
      spec: { clusterResourceWhitelist: clusterResources, namespaceResourceBlacklist },
    });
  });

  it('gives a role its verbs on the Applications of the team alone', () => {
    const roles = [{ name: 'developer', groups: ['devs'], allow: ['get', 'sync'] }];
    expect(projectOf({ roles })).toMatchObject({
      spec: {
        roles: [
          {
            name: 'developer',
            groups: ['devs'],
            policies: [
              'p, proj:web:developer, applications, get, web/*, allow',
              'p, proj:web:developer, applications, sync, web/*, allow',
            ],
          },
        ],
      },
    });
  });
});
