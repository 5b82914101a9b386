import { parseImage, repositoryOf } from '../../src/model/image.ts';
import type { Environment } from '../environment.ts';

type Registry = Environment['registries'][number];

/** The registry that an image comes from: that with the longest prefix which fits. */
export function registryOf(environment: Environment, image: string): Registry | undefined {
  const name = fullName(image);
  return environment.registries
    .filter(({ prefix }) => `${name}/`.startsWith(`${prefix}/`))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
}

/**
 * Names of the kubelet's Secrets for a registry, in every namespace that pulls from it. Two while a second
 * token is set: the kubelet tries both, so that a rotation has no gap.
 */
export function pullSecretNames({ name, auth }: Registry): readonly string[] {
  if (auth.kind !== 'token') return [];
  return auth.tokenNext === undefined ? [`${name}-pull`] : [`${name}-pull`, `${name}-pull-next`];
}

/** The imagePullSecrets of pods that run this image. */
export function pullSecretsOf(environment: Environment, image: string): readonly string[] {
  const registry = registryOf(environment, image);
  return registry === undefined ? [] : pullSecretNames(registry);
}

/** `docker.io/library/nginx` for `nginx`; a name that does not parse stays as it is. */
function fullName(image: string): string {
  const parsed = parseImage(image);
  if (!parsed.ok) return image;
  const { registry, path } = repositoryOf(parsed.value);
  return `${registry}/${path}`;
}
