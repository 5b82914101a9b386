import { TagboatError } from '../model/errors.ts';
import { printableUrl, Secret } from '../model/secret.ts';
import type { GitCredentialSource } from '../model/watch.ts';
import type { Clock, GitAccess, Kube, ObjectKey, ResourceKind } from '../ports.ts';
import {
  accessBySecret,
  hasCredentials,
  type RepositorySecret,
  type Trust,
} from './repository-secret.ts';
import { comparableUrl, hostOf, isPrefixOf, isSsh, sameRepository } from './repository-url.ts';

/** How to get into git repositories. */
export interface RepositoryCredentials {
  /**
   * @param options.fresh read Secrets anew, since what they said was refused
   * @throws TagboatError `invalid-config` for a Secret that cannot be used, `not-found` for one that is gone
   */
  resolve(
    source: GitCredentialSource,
    repository: string,
    options?: { readonly fresh?: boolean | undefined },
  ): Promise<GitAccess>;
}

export interface RepositoryCredentialsDeps {
  readonly kube: Pick<Kube, 'get' | 'list'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Where Argo CD's Secrets and ConfigMaps are. */
  readonly argocdNamespace: string;
}

interface KubeData {
  readonly metadata: ObjectKey & { readonly labels?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
}

const SECRETS: ResourceKind = { group: '', version: 'v1', plural: 'secrets' };
const CONFIG_MAPS: ResourceKind = { group: '', version: 'v1', plural: 'configmaps' };
const TYPE_LABEL = 'argocd.argoproj.io/secret-type';
const KNOWN_HOSTS = 'argocd-ssh-known-hosts-cm';
const AUTHORITIES = 'argocd-tls-certs-cm';
/** How long Secrets and ConfigMaps are believed: a cycle reads them once. */
const BELIEVED_MS = 30_000;

/** Credentials as Argo CD keeps them, or in a Secret of the user's. */
export function createRepositoryCredentials(
  deps: RepositoryCredentialsDeps,
): RepositoryCredentials {
  const { kube, argocdNamespace: namespace } = deps;
  const readList = remembering<readonly KubeData[]>(deps.clock);
  const readSecret = remembering<KubeData>(deps.clock);
  const readConfigMap = remembering<KubeData | undefined>(deps.clock);

  function configMap(name: string, fresh: boolean): Promise<KubeData | undefined> {
    return readConfigMap(name, fresh, () => optional(kube.get(CONFIG_MAPS, { namespace, name })));
  }

  function trustFor(url: string, fresh: boolean): Trust {
    return {
      async knownHosts() {
        const hosts = (await configMap(KNOWN_HOSTS, fresh))?.data?.ssh_known_hosts ?? '';
        if (hosts.trim() !== '') return hosts;
        throw noKnownHosts(namespace);
      },
      authority: async () => (await configMap(AUTHORITIES, fresh))?.data?.[hostOf(url)],
    };
  }

  return {
    async resolve(source, repository, { fresh = false } = {}) {
      const trust = trustFor(repository, fresh);
      if (source.kind === 'secret') {
        const load = () => kube.get<KubeData>(SECRETS, source);
        const secret = await readSecret(`${source.namespace}/${source.name}`, fresh, load);
        return accessBySecret(requireCredentials(toSecret(secret)), repository, trust);
      }
      const all = await readList('repositories', fresh, () => listSecrets(kube, namespace));
      const secret = secretFor(all, repository);
      if (secret !== undefined) return accessBySecret(secret, repository, trust);
      if (isSsh(repository)) throw noSecret(namespace, repository);
      const ca = await trust.authority();
      return ca === undefined ? { kind: 'anonymous' } : { kind: 'https', tls: { ca } };
    },
  };
}

/** What was read less than half a minute ago; a failure is not remembered. */
function remembering<T>({ now }: Pick<Clock, 'now'>) {
  const memory = new Map<string, { readonly at: number; readonly value: Promise<T> }>();
  return async (key: string, fresh: boolean, load: () => Promise<T>): Promise<T> => {
    const known = memory.get(key);
    if (!fresh && known !== undefined && now() - known.at < BELIEVED_MS) return known.value;
    const value = load();
    memory.set(key, { at: now(), value });
    value.catch(() => memory.delete(key));
    return value;
  };
}

async function optional<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TagboatError && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function listSecrets(
  kube: Pick<Kube, 'list'>,
  namespace: string,
): Promise<readonly KubeData[]> {
  const labelSelector = `${TYPE_LABEL} in (repository,repo-creds)`;
  const secrets: KubeData[] = [];
  for await (const page of kube.list<KubeData>(SECRETS, { namespace, labelSelector })) {
    secrets.push(...page.items);
  }
  return secrets;
}

/**
 * The Secret that Argo CD would use: the repository's own, or, where that has no credentials, the template
 * with the longest URL that fits; then what the repository's own says beside credentials still holds.
 */
function secretFor(all: readonly KubeData[], repository: string): RepositorySecret | undefined {
  const ofType = (type: string) =>
    all
      .filter(({ metadata }) => metadata.labels?.[TYPE_LABEL] === type)
      .map(toSecret)
      .filter(({ fields }) => (fields.get('type')?.reveal() ?? 'git') === 'git')
      .toSorted(byProjectAndName);
  const own = ofType('repository').filter((secret) => sameRepository(urlOf(secret), repository));
  const first = own.find(hasCredentials) ?? own[0];
  if (first !== undefined && hasCredentials(first)) return first;
  const templates = ofType('repo-creds').filter((secret) => isPrefixOf(urlOf(secret), repository));
  const [longest] = templates.toSorted((a, b) => prefixLength(b) - prefixLength(a));
  if (first === undefined || longest === undefined) return longest ?? first;
  return { where: longest.where, fields: new Map([...longest.fields, ...first.fields]) };
}

/** Secrets of all projects before those of one. */
function byProjectAndName(a: RepositorySecret, b: RepositorySecret): number {
  return projects(a) - projects(b) || a.where.localeCompare(b.where, 'en');
}

function projects({ fields }: RepositorySecret): number {
  return fields.has('project') ? 1 : 0;
}

function prefixLength(secret: RepositorySecret): number {
  return comparableUrl(urlOf(secret)).length;
}

function urlOf({ fields }: RepositorySecret): string {
  return fields.get('url')?.reveal() ?? '';
}

/** Without the newline that files end with, which `kubectl create secret --from-file` keeps. */
function toSecret({ metadata: { namespace, name }, data = {} }: KubeData): RepositorySecret {
  const fields = Object.entries(data).flatMap(([key, value]): [string, Secret][] => {
    const text = Buffer.from(value, 'base64')
      .toString('utf8')
      .replace(/\r?\n$/, '');
    return text === '' ? [] : [[key, new Secret(text)]];
  });
  return { where: `Secret ${namespace}/${name}`, fields: new Map(fields) };
}

function requireCredentials(secret: RepositorySecret): RepositorySecret {
  if (hasCredentials(secret)) return secret;
  throw new TagboatError('invalid-config', {
    what: 'the Secret holds no credentials for git',
    where: secret.where,
    found: [...secret.fields.keys()].join(', ') || 'no fields',
    expected: 'username and password, or sshPrivateKey',
  });
}

function noSecret(namespace: string, repository: string): TagboatError {
  return new TagboatError('not-found', {
    what: 'Argo CD has no credentials for this repository',
    where: `git repository ${printableUrl(repository)}`,
    expected: `a Secret in ${namespace} with the label ${TYPE_LABEL}: repository (or repo-creds) and its url`,
    hint: 'Add the repository to Argo CD, or name a Secret (git:secret:…).',
  });
}

function noKnownHosts(namespace: string): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'there are no host keys to check SSH servers against',
    where: `ConfigMap ${namespace}/${KNOWN_HOSTS}, key ssh_known_hosts`,
    expected: "lines in OpenSSH's known_hosts format",
    hint: 'Add the host key of the git server, as by ssh-keyscan, and compare its fingerprint first.',
  });
}
