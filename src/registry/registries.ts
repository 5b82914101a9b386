import { parseCredentialSource } from '../model/credential-source.ts';
import { fail, ok, type Problem, type Result, TagboatError } from '../model/errors.ts';
import type { RepositoryRef } from '../model/image.ts';
import type { CredentialSource } from '../model/watch.ts';
import type { TlsOptions } from '../ports.ts';
import { parseDuration } from './wire/duration.ts';
import { parseRegistriesConf, type RegistryEntry } from './wire/registries-conf.ts';

/** A registry's API and how to treat it. */
export interface Endpoint {
  /** For people and metrics. */
  readonly name: string;
  /** Without a slash at the end; `/v2/` follows. */
  readonly apiUrl: string;
  /** Requests a second; absent means no limit. */
  readonly limit?: number | undefined;
  /** Ask `/v2/` how to authenticate before the first request. */
  readonly ping: boolean;
  readonly credentials?: CredentialSource | undefined;
  /** Age at which the registry's own credentials are read again unasked. */
  readonly credentialsMaxAgeMs?: number | undefined;
  readonly tls?: TlsOptions | undefined;
}

/** Where a repository is served, and by which path. */
interface Location {
  readonly endpoint: Endpoint;
  readonly path: string;
}

export interface Registries {
  /**
   * The configured registry whose prefix is the repository's registry, else the longest prefix of
   * `registry/path` that ends at a slash, else `https://<registry>` at 20 requests a second.
   */
  locate(repository: RepositoryRef): Location;
  /** What was configured but is done in another way, for the log. */
  readonly warnings: readonly string[];
}

export interface RegistriesConf {
  /** Name of the file, for errors. */
  readonly where: string;
  readonly text: string;
  /** Namespace of Secrets that `credentials` names without one. */
  readonly namespace: string;
  /** For `ca_file`. Throws when it cannot be read. */
  readonly readFile: (path: string) => string;
}

interface Known {
  readonly prefix: string;
  readonly endpoint: Endpoint;
  readonly defaultNamespace?: string | undefined;
}

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_NAMES = ['', DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io'];

/** Requests a second, as upstream has them. */
const DOCKER_HUB_LIMIT = 10;
const UNKNOWN_LIMIT = 20;

const dockerHub: Known = {
  prefix: DOCKER_HUB,
  defaultNamespace: 'library',
  endpoint: {
    name: 'Docker Hub',
    apiUrl: 'https://registry-1.docker.io',
    limit: DOCKER_HUB_LIMIT,
    ping: true,
  },
};

/** The registries without any configuration: Docker Hub, and whatever an image names. */
export const builtInRegistries: Registries = registriesOf([], []);

/** @returns `invalid-config` naming file and line, or the key that cannot be used */
export function readRegistries(conf: RegistriesConf): Result<Registries> {
  const entries = parseRegistriesConf(conf.text, conf.where);
  if (!entries.ok) return entries;
  try {
    const known = entries.value.map((entry) => knownOf(entry, conf));
    const repeated = known.find((one, index) => known.findIndex(samePrefix(one)) !== index);
    if (repeated !== undefined) {
      return fail('invalid-config', {
        what: `two registries have the prefix ${repeated.prefix}`,
        where: conf.where,
        expected: 'one entry for each prefix',
      });
    }
    return ok(registriesOf(known, entries.value.flatMap(warningOf)));
  } catch (thrown) {
    if (thrown instanceof TagboatError) return { ok: false, error: thrown };
    throw thrown;
  }
}

function registriesOf(configured: readonly Known[], warnings: readonly string[]): Registries {
  const known = configured.some(samePrefix(dockerHub)) ? configured : [...configured, dockerHub];

  function find({ registry, path }: RepositoryRef): Known {
    const host = DOCKER_HUB_NAMES.includes(registry) ? DOCKER_HUB : registry;
    const exact = known.find(({ prefix }) => prefix === host);
    const longest = known
      .filter(({ prefix }) => `${host}/${path}`.startsWith(`${prefix}/`))
      .toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
    return exact ?? longest ?? inferred(host);
  }

  return {
    warnings,
    locate(repository) {
      const { endpoint, defaultNamespace } = find(repository);
      const bare = !repository.path.includes('/') && defaultNamespace !== undefined;
      return { endpoint, path: bare ? `${defaultNamespace}/${repository.path}` : repository.path };
    },
  };
}

/** A registry that nobody configured: TLS at the name that the image gives. */
function inferred(host: string): Known {
  const endpoint = { name: host, apiUrl: `https://${host}`, limit: UNKNOWN_LIMIT, ping: true };
  return { prefix: host, endpoint };
}

function samePrefix({ prefix }: Known): (other: Known) => boolean {
  return (other) => other.prefix === prefix;
}

function knownOf(entry: RegistryEntry, conf: RegistriesConf): Known {
  const written = entry.prefix.replace(/\/+$/, '');
  const prefix = DOCKER_HUB_NAMES.includes(written) ? DOCKER_HUB : written;
  if (entry.default && prefix !== DOCKER_HUB) {
    throw mistake(entry, conf, {
      what: 'default cannot be honoured: images without a registry are Docker Hub’s to every container runtime',
      found: `default: true with the prefix ${prefix}`,
      expected: 'default: true at Docker Hub only',
      hint: 'write the registry in front of the image, or leave prefix out when this is a mirror of Docker Hub',
    });
  }
  const { limit = 0 } = entry;
  return {
    prefix,
    defaultNamespace: entry.defaultns ?? (prefix === DOCKER_HUB ? 'library' : undefined),
    endpoint: {
      name: entry.name,
      apiUrl: entry.api_url.replace(/\/+$/, ''),
      limit: limit === 0 ? undefined : limit,
      ping: entry.ping,
      tls: tlsOf(entry, conf),
      ...credentialsOf(entry, conf),
    },
  };
}

function credentialsOf(entry: RegistryEntry, conf: RegistriesConf) {
  const { credentials, credsexpire } = entry;
  if (credentials === undefined) return {};
  const where = `${conf.where}, credentials of ${entry.name}`;
  const source = parseCredentialSource(credentials, { namespace: conf.namespace, where });
  if (!source.ok) throw source.error;
  if (credsexpire === undefined) return { credentials: source.value };
  const maxAgeMs = parseDuration(credsexpire);
  if (maxAgeMs === undefined) {
    throw mistake(entry, conf, {
      what: 'credsexpire cannot be read',
      found: JSON.stringify(credsexpire),
      expected: 'a duration such as 12h or 1h30m',
    });
  }
  return { credentials: source.value, credentialsMaxAgeMs: maxAgeMs };
}

function tlsOf(entry: RegistryEntry, conf: RegistriesConf): TlsOptions | undefined {
  const ca = [
    entry.ca_file === undefined ? undefined : readCa(entry.ca_file, entry, conf),
    entry.ca_data,
  ]
    .filter((pem) => pem !== undefined)
    .join('\n');
  if (!entry.insecure && ca === '') return undefined;
  return { insecure: entry.insecure, ...(ca === '' ? {} : { ca }) };
}

function readCa(path: string, entry: RegistryEntry, conf: RegistriesConf): string {
  try {
    return conf.readFile(path);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw mistake(entry, conf, { what: `ca_file cannot be read (${reason})`, found: path });
  }
}

/** `tagsortmode` trusts the registry to list tags by date, which no registry promises (upstream §1.2). */
function warningOf({ name, tagsortmode }: RegistryEntry): readonly string[] {
  if (tagsortmode === 'none' || tagsortmode === '') return [];
  return [
    `registry ${name}: tagsortmode ${tagsortmode} is not used; newest-build reads when each image was built instead`,
  ];
}

function mistake(entry: RegistryEntry, conf: RegistriesConf, problem: Omit<Problem, 'where'>) {
  return new TagboatError('invalid-config', { ...problem, where: `${conf.where}, ${entry.name}` });
}
