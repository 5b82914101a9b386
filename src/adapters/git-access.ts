import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import type { GitAccess } from '../ports.ts';
import type { Setting } from './git-environment.ts';

/** What one command needs to get in, until it is disposed of. */
export interface OpenAccess {
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: readonly Setting[];
  /** Never to be printed. */
  readonly secrets: readonly string[];
  dispose(): Promise<void>;
}

type Https = Extract<GitAccess, { kind: 'https' }>;
type Ssh = Extract<GitAccess, { kind: 'ssh' }>;

/** The prefix of the directories that hold keys while a command runs. */
export const KEY_DIRECTORY = 'access-';

const NOTHING: OpenAccess = {
  variables: {},
  settings: [],
  secrets: [],
  dispose: async () => {},
};

/**
 * Git asks this helper when a server wants a login. It is configured for one origin, so git never asks it
 * on behalf of another one, redirects included; the login itself is only in variables.
 */
const HELPER =
  '!f() { if test "$1" = get; then printf "username=%s\\npassword=%s\\n" "$TAGBOAT_GIT_USERNAME" "$TAGBOAT_GIT_PASSWORD"; fi; }; f';

/** Makes an access usable by one command for `url`. Keys are files of mode 0600 below `directory`. */
export async function openAccess(
  access: GitAccess,
  url: string | undefined,
  directory: string,
): Promise<OpenAccess> {
  switch (access.kind) {
    case 'anonymous':
      return NOTHING;
    case 'https':
      return openHttps(access, originOf(url), directory);
    case 'ssh':
      return openSsh(access, directory);
  }
}

async function openHttps(access: Https, origin: string, directory: string): Promise<OpenAccess> {
  const { login, tls, clientCertificate } = access;
  const files: Record<string, string> = {};
  const settings: Setting[] = [];
  if (login !== undefined) settings.push([`credential.${origin}.helper`, HELPER]);
  if (tls?.insecure === true) settings.push([`http.${origin}.sslVerify`, 'false']);
  if (tls?.ca !== undefined) {
    files.sslCAInfo = [...getCACertificates('default'), tls.ca, ''].join('\n');
  }
  if (clientCertificate !== undefined) {
    files.sslCert = clientCertificate.certificate;
    files.sslKey = clientCertificate.key.reveal();
  }
  const keys = await keyDirectory(directory, files);
  for (const name of Object.keys(files)) settings.push([`http.${origin}.${name}`, keys.path(name)]);
  return { ...loginOf(login), settings, dispose: keys.dispose };
}

function loginOf(login: Https['login']): Pick<OpenAccess, 'variables' | 'secrets'> {
  if (login === undefined) return { variables: {}, secrets: [] };
  const username = oneLine('user name', login.username);
  const password = oneLine('password', login.password.reveal());
  return {
    variables: { TAGBOAT_GIT_USERNAME: username, TAGBOAT_GIT_PASSWORD: password },
    secrets: [password, encodeURIComponent(password)],
  };
}

async function openSsh(access: Ssh, directory: string): Promise<OpenAccess> {
  const privateKey = `${access.privateKey.reveal().replaceAll('\r\n', '\n').trimEnd()}\n`;
  const keys = await keyDirectory(directory, { key: privateKey, known: access.knownHosts });
  const options = [
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile="${keys.path('known')}"`,
    'GlobalKnownHostsFile=/dev/null',
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'BatchMode=yes',
    'ConnectTimeout=20',
    'ForwardAgent=no',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
  ];
  const words = ['ssh', '-F', '/dev/null', '-i', keys.path('key')];
  const command = [...words, ...options.flatMap((option) => ['-o', option])];
  return {
    variables: { GIT_SSH_COMMAND: command.map(quote).join(' '), GIT_SSH_VARIANT: 'ssh' },
    settings: [],
    secrets: [],
    dispose: keys.dispose,
  };
}

async function keyDirectory(parent: string, files: Readonly<Record<string, string>>) {
  if (Object.keys(files).length === 0)
    return { path: (name: string) => name, dispose: async () => {} };
  const directory = await mkdtemp(join(parent, KEY_DIRECTORY));
  const dispose = () => rm(directory, { recursive: true, force: true });
  try {
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(directory, name), text, { mode: 0o600 });
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { path: (name: string) => join(directory, name), dispose };
}

/** For the shell that splits GIT_SSH_COMMAND. */
function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function originOf(url: string | undefined): string {
  const parsed = url === undefined ? null : URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol)) return parsed.origin;
  throw new TagboatError('invalid-config', {
    what: 'a user name and password cannot be used for this URL',
    where: url === undefined ? 'git' : printableUrl(url),
    expected: 'a URL that starts with https://',
  });
}

/** Git's credential protocol is made of lines, so a line break could forge another field. */
function oneLine(name: string, value: string): string {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new TagboatError('invalid-config', {
    what: `the ${name} for git holds a line break`,
    where: 'git credentials',
    expected: 'one line',
    hint: 'Write the Secret again, without a line break at its end.',
  });
}
