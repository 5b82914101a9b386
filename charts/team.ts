import { Team } from '../infra/environment/services.ts';
import type { Environment } from '../infra/environment.ts';
import { compareBytes } from '../src/model/byte-order.ts';
import { IN_CLUSTER } from './application.ts';
import { parametersOf } from './set-parameters.ts';

export type TeamOf = Environment['teams'][number];
type ApplicationSet = Environment['applicationSets'][number];

export interface Destination {
  readonly server: string;
  readonly namespace: string;
}

/**
 * The teams of an environment, in the order of their names: those it describes, and those that something
 * merely names. A team that is only named may deploy what names it, and nothing for the whole cluster.
 */
export function teamsOf(environment: Environment): readonly TeamOf[] {
  const { teams, services, thirdParty, applicationSets } = environment;
  const described = new Map(teams.map((team) => [team.name, team]));
  const named = [...services, ...thirdParty, ...applicationSets].map(({ team }) => team);
  const names = new Set([...described.keys(), ...named]);
  return [...names]
    .toSorted(compareBytes)
    .map((name) => described.get(name) ?? Team.parse({ name }));
}

/** Where a team deploys to: the namespaces given to it, and those of what is its own. */
export function destinationsOf(environment: Environment, team: TeamOf): readonly Destination[] {
  const namespaces = new Set([...team.namespaces, ...ownNamespaces(environment, team)]);
  const here = [...namespaces].map((namespace) => ({ server: IN_CLUSTER, namespace }));
  const bySets = environment.applicationSets
    .filter((set) => set.team === team.name)
    .flatMap((set) => setDestinations(environment, set));
  const all = [...here, ...bySets].map(
    (each) => [`${each.server} ${each.namespace}`, each] as const,
  );
  return [...new Map(all).values()].toSorted(byServerAndNamespace);
}

/** The namespaces of this cluster that belong to a team, without patterns such as `back-*`. */
export function namespacesOf(environment: Environment, team: TeamOf): readonly string[] {
  return destinationsOf(environment, team)
    .filter(({ server, namespace }) => server === IN_CLUSTER && !/[*!?[]/.test(namespace))
    .map(({ namespace }) => namespace);
}

function ownNamespaces({ services, thirdParty }: Environment, { name }: TeamOf): readonly string[] {
  const own = [
    ...services.map(({ team, namespace = team }) => ({ team, namespace })),
    ...thirdParty,
  ];
  return own.filter(({ team }) => team === name).map(({ namespace }) => namespace);
}

/**
 * A namespace that depends on folders of the repository is not known here, and a pattern in its place would
 * open every namespace to the team: it has to be among the team's own.
 */
function setDestinations(environment: Environment, set: ApplicationSet): readonly Destination[] {
  return parametersOf(environment, set)
    .map((parameters) => ({
      server: parameters.server ?? IN_CLUSTER,
      namespace: filled(set.namespace, parameters),
    }))
    .filter(({ namespace }) => !namespace.includes('{{'));
}

/** A template of an ApplicationSet with the parameters that are known. */
function filled(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{\s*([^{}\s]+)\s*\}\}/g, (whole, key: string) =>
    Object.hasOwn(parameters, key) ? (parameters[key] ?? whole) : whole,
  );
}

function byServerAndNamespace(a: Destination, b: Destination): number {
  return compareBytes(a.server, b.server) || compareBytes(a.namespace, b.namespace);
}
