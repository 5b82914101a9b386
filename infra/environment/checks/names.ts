import { didYouMean } from '../../../src/model/nearest.ts';
import type { Environment } from '../../environment.ts';
import { entryPath, type Finding } from '../finding.ts';

interface Named {
  readonly path: string;
  readonly name: string;
}

/** Names that must be one thing's only, and names of things that do not exist. */
export function checkNames(environment: Environment): readonly Finding[] {
  const { services, thirdParty, applicationSets, registries, teams, clusters, gitAccess } =
    environment;
  return [
    ...twice(
      [...named('services', services), ...named('thirdParty', thirdParty)],
      'both would be the Application of this name, written to the same files',
    ),
    ...twice(named('applicationSets', applicationSets), 'both would be the same ApplicationSet'),
    ...twice(named('registries', registries), 'their Secrets would have the same names'),
    ...twice(
      registries.map(({ prefix }, index) => at('registries', index, '.prefix', prefix)),
      'which of them an image belongs to would be chance',
    ),
    ...twice(named('teams', teams), 'both would be the same AppProject'),
    ...twice(named('clusters', clusters), 'their Secrets would have the same names'),
    ...twice(
      gitAccess.map(({ url }, index) => at('gitAccess', index, '.url', url)),
      'which of them Argo CD takes would be chance',
    ),
    ...twice(hosts(environment), 'one host can lead to one of them only'),
    ...missingTeams(environment),
    ...ROOTED.flatMap((list) => reserved(environment, list)),
  ];
}

/** Lists whose names become those of Applications or AppProjects. */
const ROOTED = ['services', 'thirdParty', 'teams'] as const;

/** The name of the Application that applies all others, and of its AppProject. */
const ROOT = 'app-of-apps';

function reserved(environment: Environment, list: (typeof ROOTED)[number]): readonly Finding[] {
  return named(list, environment[list])
    .filter(({ name }) => name === ROOT)
    .map(({ path }) => ({
      path,
      found: ROOT,
      reason: 'this is the name of the Application that applies all others, and of its project',
      wayOut: 'take another name',
    }));
}

function named(list: string, entries: readonly { readonly name: string }[]): readonly Named[] {
  return entries.map(({ name }, index) => at(list, index, '.name', name));
}

function at(list: string, index: number, rest: string, name: string): Named {
  return { path: entryPath(list, index, rest), name };
}

/** A finding at every name that stands there a second time. */
function twice(all: readonly Named[], reason: string): readonly Finding[] {
  return all.flatMap(({ path, name }, index) => {
    const first = all.findIndex((other) => other.name === name);
    const other = all[first];
    if (first === index || other === undefined) return [];
    return [{ path, found: `${name}, as at ${other.path}`, reason, wayOut: 'rename one of them' }];
  });
}

function hosts({ argocd, services }: Environment): readonly Named[] {
  const own = argocd.ingress?.host;
  return [
    ...(own === undefined ? [] : [{ path: 'tagboat:environment.argocd.ingress.host', name: own }]),
    ...services.flatMap(({ host, rollout }, index) => [
      ...(host === undefined ? [] : [at('services', index, '.host', host)]),
      ...(rollout.kind === 'blueGreen' && rollout.previewHost !== undefined
        ? [at('services', index, '.rollout.previewHost', rollout.previewHost)]
        : []),
    ]),
  ];
}

/** The team of what is nobody's in particular; it need not be described. */
const TOOLS = 'tools';

function missingTeams(environment: Environment): readonly Finding[] {
  const known = [TOOLS, ...environment.teams.map(({ name }) => name)];
  return (['services', 'thirdParty', 'applicationSets'] as const).flatMap((list) =>
    environment[list].flatMap(({ team }, index) =>
      known.includes(team) ? [] : [missingTeam(entryPath(list, index, '.team'), team, known)],
    ),
  );
}

function missingTeam(path: string, team: string, known: readonly string[]): Finding {
  return {
    path,
    found: team,
    reason: 'no team of this name is described, and its AppProject decides what may be deployed',
    wayOut: didYouMean(team, known) ?? `add { name: ${team} } to teams`,
  };
}
