import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { TagboatError } from '../model/errors.ts';
import type { Git, GitCommand, GitResult } from '../ports.ts';
import { KEY_DIRECTORY, type OpenAccess, openAccess } from './git-access.ts';
import {
  gitEnvironment,
  type Setting,
  settingVariables,
  type Variables,
} from './git-environment.ts';
import { runProcess } from './git-process.ts';

export interface GitOptions {
  /** Made when absent; everything in it may be deleted while Tagboat does not run. One process at a time. */
  readonly cacheDir: string;
  /** Where PATH, proxies and authorities are taken from; nothing else of it reaches git. */
  readonly environment: Variables;
}

const PROTOCOLS = ['https', 'http', 'ssh'];
/** Commands under way at once: a thousand repositories are not a thousand processes. */
const PARALLEL = 16;
/** Of the output of one command. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The first with GIT_CONFIG_GLOBAL, without which the user's configuration would be read. */
const OLDEST_GIT = [2, 32] as const;

/** The system's git, shut off from the configuration of the machine and the user. */
export function createGit(options: GitOptions): Git {
  const { cacheDir } = options;
  const execute = executor(options);
  const ready = new Map<string, Promise<void>>();
  let cleaned: Promise<void> | undefined;

  function prepare(directory: string, timeoutMs: number): Promise<void> {
    cleaned ??= removeKeys(cacheDir);
    const made = ready.get(directory) ?? cleaned.then(() => init(directory, timeoutMs));
    ready.set(directory, made);
    made.catch(() => {
      ready.delete(directory);
      cleaned = undefined;
    });
    return made;
  }

  async function init(directory: string, timeoutMs: number): Promise<void> {
    const args = ['init', '--quiet', '--bare', '--template=', directory];
    const { code, stderr } = await execute(directory, { args, timeoutMs });
    if (code !== 0) throw unusable(directory, stderr);
  }

  return {
    async run(repository, command) {
      const directory = join(cacheDir, directoryName(repository));
      await prepare(directory, command.timeoutMs);
      return execute(directory, command);
    },
    async discard(repository) {
      const directory = join(cacheDir, directoryName(repository));
      ready.delete(directory);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function executor({ cacheDir, environment: variables }: GitOptions) {
  const environment = gitEnvironment(variables, PROTOCOLS);
  const slots = pLimit(PARALLEL);
  return (directory: string, command: GitCommand) => slots(() => execute(directory, command));

  async function execute(directory: string, command: GitCommand): Promise<GitResult> {
    const { url, access = { kind: 'anonymous' }, stdin, timeoutMs, signal } = command;
    const open = await openAccess(access, url, cacheDir);
    try {
      const remote: Setting[] = url === undefined ? [] : [['remote.origin.url', url]];
      const settings = settingVariables([...remote, ...open.settings]);
      const env = { ...environment, ...settings, ...open.variables, GIT_DIR: directory };
      const limits = { env, stdin, timeoutMs, signal, maxBytes: MAX_BYTES };
      const result = await runProcess('git', command.args, limits).catch(explain);
      if (access.kind === 'ssh') checkSsh(result);
      return { ...result, stderr: clean(result.stderr, open) };
    } finally {
      await open.dispose();
    }
  }
}

/**
 * The version of the system's git, as `2.39.5`.
 * @throws TagboatError `invalid-config` when there is none, or one that is too old
 */
export async function gitVersion(variables: Variables): Promise<string> {
  const env = gitEnvironment(variables, PROTOCOLS);
  const limits = { env, timeoutMs: 10_000, maxBytes: 4096 };
  const { stdout } = await runProcess('git', ['--version'], limits).catch(explain);
  const [version, major, minor] = /(\d+)\.(\d+)[.\d]*/.exec(Buffer.from(stdout).toString()) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  const recent =
    Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
  if (version !== undefined && recent) return version;
  throw new TagboatError('invalid-config', {
    what: 'the installed git is too old',
    where: 'git',
    found: version ?? 'no version',
    expected: `${OLDEST_GIT.join('.')} or newer`,
    hint: 'Install a newer git.',
  });
}

/** A name that is safe as a directory and different for every repository, yet tells a person which it is. */
function directoryName(repository: string): string {
  const hash = createHash('sha256').update(repository).digest('hex').slice(0, 16);
  const readable = repository.replace(/^[a-z]+:\/\//i, '').replace(/[^a-z0-9]+/gi, '-');
  return `${readable.slice(-60).replace(/^-+|-+$/g, '')}-${hash}.git`;
}

/** Keys that a process left behind when it was killed. */
async function removeKeys(cacheDir: string): Promise<void> {
  try {
    await mkdir(cacheDir, { recursive: true, mode: 0o700 });
    const names = (await readdir(cacheDir)).filter((name) => name.startsWith(KEY_DIRECTORY));
    await Promise.all(names.map((name) => rm(join(cacheDir, name), { recursive: true })));
  } catch (error) {
    throw unusable(cacheDir, error instanceof Error ? error.message : String(error));
  }
}

/** Without secrets, user information of URLs and control characters, whatever a server made git print. */
function clean(stderr: string, { secrets }: OpenAccess): string {
  const hidden = secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), stderr);
  return hidden
    .replace(/([a-z][a-z0-9+.-]{0,20}:\/\/)[^@/\s]{1,512}@/gi, '$1')
    .replace(/[^\P{Cc}\n]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

function explain(error: unknown): never {
  if (!(error instanceof TagboatError) || error.code !== 'not-found') throw error;
  throw new TagboatError('invalid-config', {
    what: 'git is not installed, or not on the PATH',
    where: 'git',
    expected: `git ${OLDEST_GIT.join('.')} or newer`,
    hint: 'Install the package git (apt-get install git, apk add git, brew install git).',
  });
}

function checkSsh({ code, stderr }: GitResult): void {
  if (code === 0 || !/ssh: (command )?not found|cannot run ssh|unable to fork/.test(stderr)) return;
  throw new TagboatError('invalid-config', {
    what: 'ssh is not installed, or not on the PATH',
    where: 'ssh',
    expected: "OpenSSH's client, for a repository with an SSH URL",
    hint: 'Install it (apt-get install openssh-client, apk add openssh-client), or use an HTTPS URL.',
  });
}

function unusable(directory: string, found: string): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'the git cache directory cannot be used',
    where: directory,
    found: found.trim(),
    expected: 'a directory that Tagboat may write',
  });
}
