import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  gitEnvironment,
  type Setting,
  settingVariables,
  type Variables,
} from '../../adapters/git-environment.ts';
import { type ProcessResult, runProcess } from '../../adapters/git-process.ts';
import { TagboatError } from '../../model/errors.ts';

/** A file's text, or with another mode than 100644 (100755 executable, 120000 symlink). */
export type NewFile = string | { readonly text: string; readonly mode: string };

export interface NewCommit {
  /** @default main */
  readonly branch?: string | undefined;
  readonly message: string;
  readonly files: Readonly<Record<string, NewFile>>;
  /** Milliseconds since 1970. @default 0 */
  readonly at?: number | undefined;
  /** The commit below it, which rewrites the branch. @default the branch's head */
  readonly onto?: string | undefined;
}

export interface LogEntry {
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly message: string;
}

/** Bare repositories in a temporary directory, as a git server keeps them. */
export interface Repositories {
  readonly root: string;
  create(name: string, branch: string): Promise<void>;
  /** @returns the commit's id */
  commit(name: string, commit: NewCommit): Promise<string>;
  read(name: string, branch: string, path: string): Promise<string | undefined>;
  /** The mode of a file as `100644`, `''` when there is none. */
  modeOf(name: string, branch: string, path: string): Promise<string>;
  /** Newest first. */
  log(name: string, branch: string): Promise<readonly LogEntry[]>;
  /** Runs git in a repository, whatever the exit code. */
  run(name: string, args: readonly string[], input?: RunInput): Promise<ProcessResult>;
  remove(): Promise<void>;
}

export interface RunInput {
  readonly stdin?: string | Uint8Array | undefined;
  /** Beside the hermetic ones. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

const NAME = /^[a-z0-9]([\w./-]*[\w-])?$/i;
const LIMITS = { timeoutMs: 60_000, maxBytes: 256 * 1024 * 1024 };

/** @param settings git configuration of every repository */
export async function createRepositories(
  variables: Variables,
  settings: readonly Setting[],
): Promise<Repositories> {
  const root = await mkdtemp(join(tmpdir(), 'tagboat-git-server-'));
  const environment = { ...gitEnvironment(variables, []), ...settingVariables(settings) };

  const run: Repositories['run'] = (name, args, { stdin, variables: extra } = {}) => {
    const env = { ...environment, GIT_DIR: directoryOf(root, name), ...extra };
    return runProcess('git', args, { ...LIMITS, env, stdin });
  };
  const output = async (name: string, args: readonly string[], stdin?: string) => {
    const result = await run(name, args, { stdin });
    if (result.code === 0) return new TextDecoder().decode(result.stdout);
    throw new TagboatError('internal', { what: result.stderr.trim(), where: `repository ${name}` });
  };
  return {
    root,
    run,
    async create(name, branch) {
      await mkdir(directoryOf(root, name), { recursive: true });
      const branchOption = `--initial-branch=${branch}`;
      await output(name, ['init', '--quiet', '--bare', '--template=', branchOption]);
    },
    async commit(name, commit) {
      const head = await run(name, ['rev-parse', '--verify', refOf(commit.branch)]);
      const parent = commit.onto ?? new TextDecoder().decode(head.stdout).trim();
      const stream = streamOf(commit, head.code === 0 ? parent : commit.onto);
      return (await output(name, ['fast-import', '--quiet', '--force', '--done'], stream)).trim();
    },
    async read(name, branch, path) {
      const result = await run(name, ['cat-file', 'blob', `${refOf(branch)}:${path}`]);
      return result.code === 0 ? new TextDecoder().decode(result.stdout) : undefined;
    },
    async modeOf(name, branch, path) {
      return (await output(name, ['ls-tree', refOf(branch), '--', path])).slice(0, 6);
    },
    async log(name, branch) {
      const args = ['log', '-z', '--format=%H%n%an%n%ae%n%at%n%B', refOf(branch)];
      return (await output(name, args)).split('\0').filter(Boolean).map(toEntry);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export function isRepositoryName(name: string): boolean {
  return NAME.test(name) && !name.includes('..');
}

export function directoryOf(root: string, name: string): string {
  if (isRepositoryName(name)) return join(root, `${name}.git`);
  const what = 'this is no name for a repository';
  throw new TagboatError('invalid-config', { what, where: 'embedded git server', found: name });
}

function refOf(branch = 'main'): string {
  return `refs/heads/${branch}`;
}

/** A commit as input of `git fast-import`. */
function streamOf(
  { branch, message, files, at = 0 }: NewCommit,
  parent: string | undefined,
): string {
  const ref = refOf(branch);
  const lines = Object.entries(files).map(([path, file]) => {
    const { mode, text } = typeof file === 'string' ? { mode: '100644', text: file } : file;
    return `M ${mode} inline ${JSON.stringify(path)}\n${data(text)}`;
  });
  const person = `Somebody <somebody@example.com> ${Math.floor(at / 1000)} +0000`;
  const head = `commit ${ref}\nmark :1\ncommitter ${person}\n${data(message)}`;
  const from = parent === undefined ? '' : `from ${parent}\n`;
  return `${head}${from}${lines.join('')}\nget-mark :1\ndone\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function toEntry(record: string): LogEntry {
  const [commit = '', author = '', email = '', seconds, ...message] = record.split('\n');
  return { commit, author, email, at: Number(seconds) * 1000, message: message.join('\n') };
}
