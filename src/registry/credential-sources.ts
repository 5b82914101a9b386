import { TagboatError } from '../model/errors.ts';
import type { RepositoryRef } from '../model/image.ts';
import { printable } from '../model/printable.ts';
import { type Login, Secret } from '../model/secret.ts';
import type { CredentialSource } from '../model/watch.ts';
import type { Kube, ReadVariable, ResourceKind, RunScript } from '../ports.ts';
import { loginOf, matchingKey, parseDockerConfig } from './wire/docker-config.ts';
import { parseLogin } from './wire/login.ts';

export interface SourceDeps {
  readonly kube: Pick<Kube, 'get'>;
  readonly readVariable: ReadVariable;
  readonly runScript: RunScript;
}

/** What a login is wanted for. */
export interface LoginFor {
  readonly repository: RepositoryRef;
  /** Name of the registry's API, which keys of a pull secret may also be written with. */
  readonly apiHost?: string | undefined;
  /** A login that was just refused. */
  readonly refused?: Login | undefined;
}

/** The key beside a login's own that holds the second one, for the time of a rotation. */
const NEXT = '-next';

/** Finds the login in what was read. @throws TagboatError `invalid-config` when there is none */
export type PickLogin = (wanted: LoginFor) => Login;

type SecretSource = CredentialSource & { kind: 'secret' | 'pullsecret' };

interface SecretObject {
  readonly data?: Readonly<Record<string, string>> | undefined;
}

const SECRETS: ResourceKind = { group: '', version: 'v1', plural: 'secrets' };
/** As upstream. */
const SCRIPT_TIMEOUT_MS = 10_000;
const USER_PASSWORD = 'username:password';

/** @throws TagboatError what the Kubernetes API or the script throws, `invalid-config` */
export async function readCredentialSource(
  deps: SourceDeps,
  source: CredentialSource,
): Promise<PickLogin> {
  switch (source.kind) {
    case 'secret': {
      const data = await readSecret(deps.kube, source);
      return ({ refused }) => secondLogin(data, source, refused) ?? loginInField(data, source);
    }
    case 'pullsecret': {
      const data = await readSecret(deps.kube, source);
      return (wanted) => loginInPullSecret(data, source, wanted);
    }
    case 'env': {
      const value = deps.readVariable(source.name);
      const where = `environment variable ${source.name}`;
      const login = value === undefined ? undefined : parseLogin(value);
      if (login === undefined)
        throw noLogin(where, value === undefined ? 'no such variable' : OTHER);
      return () => login;
    }
    case 'ext': {
      const login = parseLogin(await deps.runScript(source.path, { timeoutMs: SCRIPT_TIMEOUT_MS }));
      if (login === undefined) throw noLogin(`output of ${source.path}`, OTHER);
      return () => login;
    }
  }
}

async function readSecret(kube: Pick<Kube, 'get'>, source: SecretSource) {
  try {
    const secret = await kube.get<SecretObject>(SECRETS, source);
    return secret.data ?? {};
  } catch (thrown) {
    throw explained(thrown, source);
  }
}

/** The same error, naming the Secret and what to do where that is known. */
function explained(thrown: unknown, source: SecretSource): unknown {
  if (!(thrown instanceof TagboatError)) return thrown;
  const where = secretName(source);
  if (thrown.code === 'not-found') {
    return new TagboatError('invalid-config', { what: 'the Secret does not exist', where }, thrown);
  }
  if (thrown.code === 'unauthorized') {
    const hint = 'let the updater’s service account get Secrets in this namespace';
    const what = 'the updater may not read the Secret';
    return new TagboatError('unauthorized', { what, where, hint }, thrown);
  }
  return thrown;
}

function loginInField(
  data: Readonly<Record<string, string>>,
  source: SecretSource & { kind: 'secret' },
): Login {
  const value = data[source.field];
  const where = `${secretName(source)}, key ${source.field}`;
  if (value === undefined) throw noLogin(where, keysFound(data));
  const login = parseLogin(new Secret(decode(value)));
  if (login === undefined) throw noLogin(where, OTHER);
  return login;
}

/** What to try when the first login was refused; only where there is a second slot. */
function secondLogin(
  data: Readonly<Record<string, string>>,
  source: SecretSource & { kind: 'secret' },
  refused: Login | undefined,
): Login | undefined {
  const field = `${source.field}${NEXT}`;
  if (refused === undefined || data[field] === undefined) return undefined;
  const first = loginInField(data, source);
  return sameLogin(first, refused) ? loginInField(data, { ...source, field }) : undefined;
}

export function sameLogin(one: Login | undefined, other: Login | undefined): boolean {
  return one?.username === other?.username && one?.password.reveal() === other?.password.reveal();
}

function loginInPullSecret(
  data: Readonly<Record<string, string>>,
  source: SecretSource,
  { repository, apiHost }: LoginFor,
): Login {
  const [key, form] = '.dockerconfigjson' in data ? CONFIG_JSON : CFG;
  const where = `${secretName(source)}, key ${key}`;
  const text = data[key];
  if (text === undefined) {
    const expected = 'a key .dockerconfigjson, or .dockercfg';
    throw invalid('this is no pull secret', { where, found: keysFound(data), expected });
  }
  const config = parseDockerConfig(decode(text), form);
  if (config === undefined) {
    const expected = form === 'config' ? '{"auths": {registry: {…}}}' : '{registry: {…}}';
    throw invalid('the pull secret does not parse', { where, found: 'another form', expected });
  }
  const hosts = [repository.registry, ...(apiHost === undefined ? [] : [apiHost])];
  const match = matchingKey(Object.keys(config), repository, hosts);
  if (match === undefined) {
    const found = listed(Object.keys(config), 'registries');
    const expected = `${repository.registry}, with or without a path`;
    throw invalid('the pull secret has no login for this registry', { where, found, expected });
  }
  const login = loginOf(config[match] ?? {});
  if (login !== undefined) return login;
  const expected = 'auth as base64 of username:password, or username and password';
  const what = `the entry ${printable(match)} holds no login`;
  throw invalid(what, {
    where,
    found: listed(Object.keys(config[match] ?? {}), 'fields'),
    expected,
  });
}

const CONFIG_JSON = ['.dockerconfigjson', 'config'] as const;
const CFG = ['.dockercfg', 'cfg'] as const;

/** What is found is never shown beyond its kind: it may be the password alone. */
const OTHER = 'another form';

function noLogin(where: string, found: string): TagboatError {
  return invalid('there is no login', { where, found, expected: USER_PASSWORD });
}

function invalid(what: string, rest: { where: string; found: string; expected: string }) {
  return new TagboatError('invalid-config', { what, ...rest });
}

function secretName({ namespace, name }: SecretSource): string {
  return `Secret ${namespace}/${name}`;
}

function keysFound(data: Readonly<Record<string, string>>): string {
  return listed(Object.keys(data), 'keys');
}

function listed(names: readonly string[], kind: string): string {
  if (names.length === 0) return `no ${kind}`;
  const shown = names
    .slice(0, 10)
    .map((name) => printable(name))
    .join(', ');
  return `the ${kind} ${shown}${names.length > 10 ? ', …' : ''}`;
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
