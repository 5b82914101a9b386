import { registryOf } from '../environment/pull-secrets.ts';
import type { Environment } from '../environment.ts';

type Registry = Environment['registries'][number];
type Service = Environment['services'][number];
type ApplicationSet = Environment['applicationSets'][number];

/** Namespaces that every cluster has. */
const GIVEN: readonly string[] = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Where the workload of a service is. */
function namespaceOf({ namespace, team }: Service): string {
  return namespace ?? team;
}

export function addonNamespace(
  environment: Pick<Environment, 'events' | 'workflows'>,
  name: 'events' | 'workflows',
): string {
  return environment[name].namespace ?? `argo-${name}`;
}

/** All namespaces that something of this environment is put in, each once, in order. */
export function namespacesOf(environment: Environment): readonly string[] {
  const { argocd, rollouts, updater, services, thirdParty, applicationSets } = environment;
  const names = [
    argocd.namespace,
    rollouts.namespace,
    ...(['events', 'workflows'] as const).flatMap((name) =>
      environment[name].enabled ? [addonNamespace(environment, name)] : [],
    ),
    ...updater.watchNamespaces,
    ...services.map(namespaceOf),
    ...thirdParty.map(({ namespace }) => namespace),
    ...applicationSets.flatMap((set) => setNamespaces(environment, set)),
    ...environment.teams.flatMap(plainNamespaces),
  ];
  return distinct(names.filter((name) => !GIVEN.includes(name)));
}

/** Namespaces whose pods pull from this registry, each once, in order. */
export function pullingNamespaces(environment: Environment, registry: Registry): readonly string[] {
  const pulls = [
    ...updaterPulls(environment),
    ...environment.services.flatMap(servicePulls),
    ...environment.applicationSets.flatMap((set) =>
      setNamespaces(environment, set).map((namespace) => ({ image: set.image, namespace })),
    ),
  ];
  const names = pulls
    .filter(({ image }) => registryOf(environment, image)?.name === registry.name)
    .map(({ namespace }) => namespace);
  return distinct(names);
}

interface Pull {
  readonly image: string;
  readonly namespace: string;
}

function updaterPulls({ updater, argocd }: Environment): readonly Pull[] {
  if (updater.engine !== 'tagboat') return [];
  return [{ image: updater.image, namespace: argocd.namespace }];
}

/** The service itself, and its smoke tests. */
function servicePulls(service: Service): readonly Pull[] {
  const namespace = namespaceOf(service);
  const { rollout } = service;
  const tests = rollout.kind === 'blueGreen' ? [rollout.prePromotion, rollout.postPromotion] : [];
  const images = [
    service.image,
    ...tests.flatMap((test) => (test === undefined ? [] : [test.image])),
  ];
  return images.map((image) => ({ image, namespace }));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
}

/**
 * Where the Applications of a set go, as far as that is known here: what depends on folders or clusters may
 * be any namespace of the team.
 */
function setNamespaces({ teams }: Environment, set: ApplicationSet): readonly string[] {
  const { namespace, generator } = set;
  if (!namespace.includes('{{')) return [namespace];
  if (generator.kind === 'list') return generator.elements.map((each) => filled(namespace, each));
  return teams.filter(({ name }) => name === set.team).flatMap(plainNamespaces);
}

function filled(template: string, parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters).reduce(
    (text, [key, value]) => text.replaceAll(`{{${key}}}`, value).replaceAll(`{{ ${key} }}`, value),
    template,
  );
}

/** Without patterns such as `back-*`. */
function plainNamespaces({ namespaces }: Environment['teams'][number]): readonly string[] {
  return namespaces.filter((name) => !/[*!?[]/.test(name));
}
