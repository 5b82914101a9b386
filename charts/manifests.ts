import type { Environment } from '../infra/environment.ts';
import { serviceApplication, thirdPartyApplication } from './application.ts';
import { applicationSet } from './application-set.ts';
import type { Manifest } from './manifest.ts';
import { ownedText } from './owned-text.ts';
import { teamProject } from './project.ts';
import { teamQuotas } from './quota.ts';
import { clusterFolder, rootApplication, rootProject } from './root-app.ts';
import { serviceFiles } from './service-files.ts';
import { type TeamOf, teamsOf } from './team.ts';

/** With `delivery: gitops`, the objects that bring all others: the root Application and its project. */
export function rootManifests(environment: Environment): readonly Manifest[] {
  return [rootProject(environment), rootApplication(environment)];
}

/**
 * The objects that the root Application applies; with `delivery: direct` there is no root, and these are
 * applied in this order: the projects, the quotas, and what belongs to them.
 */
export function manifests(environment: Environment): readonly Manifest[] {
  const placed = placedObjects(environment);
  return ORDER.flatMap((kind) => placed.filter(({ object }) => object.kind === kind)).map(
    ({ object }) => object,
  );
}

const ORDER = ['AppProject', 'ResourceQuota', 'Application', 'ApplicationSet'];

/**
 * What an environment is in the GitOps repository: path → text. Tags in it are the initial ones. With
 * `delivery: direct` these are its services alone.
 *
 * @param readScript Gives the text of a smoke test by the path that the environment file has.
 */
export function files(
  environment: Environment,
  readScript: (path: string) => string,
): ReadonlyMap<string, string> {
  const placed = environment.delivery === 'direct' ? [] : placedObjects(environment);
  const objects = placed.map(({ path, object }): [string, string] => [
    path,
    ownedText(environment.name, object),
  ]);
  const services = environment.services.flatMap((service) => [
    ...serviceFiles(environment, service, readScript),
  ]);
  return new Map([...objects, ...services]);
}

/** An object and its file. */
interface Placed {
  readonly path: string;
  readonly object: Manifest;
}

function placedObjects(environment: Environment): readonly Placed[] {
  return teamsOf(environment).flatMap((team) => ofTeam(environment, team));
}

/** Names have no dots, so that an Application never takes the file of another kind. */
function ofTeam(environment: Environment, team: TeamOf): readonly Placed[] {
  const folder = `${clusterFolder(environment)}/${team.name}`;
  const own = ({ team: name }: { readonly team: string }) => name === team.name;
  const placed = (objects: readonly Manifest[], fileOf: (object: Manifest) => string) =>
    objects.map((object) => ({ path: `${folder}/${fileOf(object)}.yaml`, object }));
  const applications = [
    ...environment.services.filter(own).map((each) => serviceApplication(environment, each)),
    ...environment.thirdParty.filter(own).map((each) => thirdPartyApplication(environment, each)),
  ];
  const sets = environment.applicationSets.filter(own);
  return [
    ...placed([teamProject(environment, team)], ({ metadata }) => `${metadata.name}.project`),
    ...placed(teamQuotas(environment, team), ({ metadata }) => `${metadata.namespace}.quota`),
    ...placed(applications, ({ metadata }) => metadata.name),
    ...placed(
      sets.map((set) => applicationSet(environment, set)),
      ({ metadata }) => `${metadata.name}.set`,
    ),
  ];
}
