import * as z from 'zod';
import type { RepositoryRef } from '../../model/image.ts';
import { type Login, Secret } from '../../model/secret.ts';
import { parseLogin } from './login.ts';

const account = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
});
const accounts = z.record(z.string(), account);
const modern = z.object({ auths: accounts });

/** The logins of a docker configuration by the registry they are for. */
export type DockerConfig = Readonly<Record<string, z.infer<typeof account>>>;

/** Reads `.dockerconfigjson`, or the older `.dockercfg` that is its `auths` alone. */
export function parseDockerConfig(text: string, form: 'config' | 'cfg'): DockerConfig | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return form === 'config' ? modern.parse(json).auths : accounts.parse(json);
  } catch {
    return undefined;
  }
}

/** Names of Docker Hub in such files; `docker login` writes the last one. */
const DOCKER_HUB = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/**
 * The key whose login is for this repository: the one with the longest path that the repository is
 * under, as the kubelet chooses. A key may be a host, a host and path, or a URL, with `/v1/` or `/v2/`
 * at its end.
 *
 * @param hosts the registry's name in images, and that of its API when it is another
 */
export function matchingKey(
  keys: readonly string[],
  repository: RepositoryRef,
  hosts: readonly string[],
): string | undefined {
  const onHub = hosts.some((host) => DOCKER_HUB.includes(host));
  const names = new Set(onHub ? [...hosts, ...DOCKER_HUB] : hosts);
  return keys
    .map((key) => ({ key, ...splitKey(key) }))
    .filter(({ host, path }) => names.has(host) && isUnder(repository.path, path))
    .toSorted((a, b) => b.path.length - a.path.length)[0]?.key;
}

function splitKey(key: string): { host: string; path: string } {
  const [host = '', ...path] = key.replace(/^https?:\/\//i, '').split('/');
  const segments = path.filter((segment) => segment !== '');
  if (segments.length === 1 && /^v[12]$/.test(segments[0] ?? '')) segments.pop();
  return { host: host.toLowerCase(), path: segments.join('/') };
}

function isUnder(path: string, parent: string): boolean {
  return parent === '' || path === parent || path.startsWith(`${parent}/`);
}

/** The login of an entry: `auth` (base64 of `user:password`), else its two fields. */
export function loginOf(entry: z.infer<typeof account>): Login | undefined {
  const { auth, username, password } = entry;
  if (auth !== undefined && auth !== '') {
    return parseLogin(new Secret(Buffer.from(auth, 'base64').toString('utf8')));
  }
  if (username === undefined || username === '' || password === undefined) return undefined;
  return { username, password: new Secret(password) };
}
