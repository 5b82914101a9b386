import type { Environment } from '../infra/environment.ts';
import { API_VERSION, SYNC_WAVE } from './application.ts';
import { labelsOf, type Manifest } from './manifest.ts';
import { destinationsOf, type TeamOf } from './team.ts';

/** Before the Applications, which are refused without their project. */
const PROJECT_WAVE = '-10';

/** Argo CD's project of a team: from where to where it may deploy what, and who may do what with it. */
export function teamProject(environment: Environment, team: TeamOf): Manifest {
  const { name, description, clusterResources, namespaceResourceBlacklist } = team;
  return {
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: {
      name,
      namespace: environment.argocd.namespace,
      labels: labelsOf(name),
      annotations: { [SYNC_WAVE]: PROJECT_WAVE },
    },
    spec: {
      description,
      sourceRepos: sourceRepos(environment, team),
      destinations: destinationsOf(environment, team),
      clusterResourceWhitelist: clusterResources,
      namespaceResourceBlacklist,
      roles: team.roles.map((role) => ({
        name: role.name,
        description: role.description,
        groups: role.groups,
        policies: role.allow.map((verb) => policy(name, role.name, verb)),
      })),
    },
  };
}

function sourceRepos(environment: Environment, team: TeamOf): readonly string[] {
  const foreign = environment.thirdParty
    .filter((entry) => entry.team === team.name)
    .map(({ source }) => ('repository' in source ? source.repository : source.chartRepository));
  return [...new Set([environment.gitops.repository, ...team.sourceRepos, ...foreign])];
}

/** A line of Argo CD's RBAC. */
function policy(project: string, role: string, verb: string): string {
  return `p, proj:${project}:${role}, applications, ${verb}, ${project}/*, allow`;
}
