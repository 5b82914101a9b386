import type { Environment } from '../infra/environment.ts';
import { IN_CLUSTER } from './application.ts';

type ApplicationSet = Environment['applicationSets'][number];
type Parameters = Readonly<Record<string, string>>;

/**
 * The parameters of each Application of a set, as Argo CD's generator will hand them to the template, as
 * far as they are known: folders of the repository are not.
 */
export function parametersOf(environment: Environment, set: ApplicationSet): readonly Parameters[] {
  const { generator } = set;
  switch (generator.kind) {
    case 'list':
      return generator.elements;
    case 'git':
      return [{}];
    case 'cluster':
      return clusters(environment, generator.labels);
  }
}

/** A selector without labels takes the cluster of Argo CD itself too. */
function clusters({ clusters: known }: Environment, labels: Parameters): readonly Parameters[] {
  const wanted = Object.entries(labels);
  const own = { name: 'in-cluster', nameNormalized: 'in-cluster', server: IN_CLUSTER };
  const others = known
    .filter((cluster) => wanted.every(([key, value]) => cluster.labels[key] === value))
    .map(({ name, server, labels: has }) => ({
      ...Object.fromEntries(
        Object.entries(has).map(([key, value]) => [`metadata.labels.${key}`, value]),
      ),
      name,
      nameNormalized: name,
      server,
    }));
  return wanted.length === 0 ? [own, ...others] : others;
}
