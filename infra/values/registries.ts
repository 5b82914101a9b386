import type { Environment } from '../environment.ts';

type Registry = Environment['registries'][number];

/** Where Docker Hub's API is; all others answer where their images are. */
const DOCKER_HUB_API = 'https://registry-1.docker.io';

/** Name of the updater's Secret for a registry. */
export function credsSecretName({ name }: Registry): string {
  return `argocd-image-updater-${name}`;
}

/** The key of that Secret; its value is `username:token`. */
export const CREDS_KEY = 'creds';
/** Where Tagboat finds what to try when the first is refused. */
export const CREDS_NEXT_KEY = 'creds-next';

/** The entries of registries.conf, which both engines read. */
export function registryEntries({ registries, argocd }: Environment) {
  return registries.map((registry) => ({
    name: registry.name,
    prefix: registry.prefix,
    api_url: registry.apiUrl ?? apiUrlOf(registry),
    ping: registry.ping,
    insecure: registry.insecure,
    ...(registry.defaultNamespace === undefined ? {} : { defaultns: registry.defaultNamespace }),
    ...(registry.limit === undefined ? {} : { limit: registry.limit }),
    ...(registry.auth.kind === 'token'
      ? { credentials: `secret:${argocd.namespace}/${credsSecretName(registry)}#${CREDS_KEY}` }
      : {}),
  }));
}

function apiUrlOf({ prefix }: Registry): string {
  const [host = ''] = prefix.split('/');
  return host === 'docker.io' ? DOCKER_HUB_API : `https://${host}`;
}
