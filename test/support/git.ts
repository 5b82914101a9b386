import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/adapters/system.ts';
import type { Git, GitAccess, GitCommand, GitResult } from '../../src/ports.ts';
import { createGitWriter, type GitWriter } from '../../src/writeback/git.ts';
import type { RepositoryCredentials } from '../../src/writeback/repository-credentials.ts';
import { testLog } from './log.ts';

/** An empty directory, and how to remove it. */
export async function temporaryDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'tagboat-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Credentials that give one access after the other, and the last one from then on. */
export function credentialsOf(...accesses: readonly GitAccess[]): RepositoryCredentials & {
  readonly asked: boolean[];
} {
  const asked: boolean[] = [];
  return {
    asked,
    async resolve(_source, _repository, { fresh = false } = {}) {
      asked.push(fresh);
      return accesses[Math.min(asked.length, accesses.length) - 1] ?? { kind: 'anonymous' };
    },
  };
}

/** A writer that does not wait between its tries. */
export function writerOf(git: Git, ...accesses: readonly GitAccess[]): GitWriter {
  return createGitWriter({
    git,
    credentials: credentialsOf(...accesses),
    clock: systemClock,
    random: () => 0,
    log: testLog(),
    identity: { name: 'Tagboat', email: 'tagboat@example.com' },
  });
}

/** The git command of a call, without its `-c` settings. */
export function commandOf({ args }: Pick<GitCommand, 'args'>): string {
  const settings = args.findIndex((arg, index) => arg !== '-c' && args[index - 1] !== '-c');
  return args[settings] ?? '';
}

/** The same git, which does something before its first command of this name. */
export function interrupted(git: Git, command: string, action: () => Promise<unknown>): Git {
  let done = false;
  return {
    discard: (repository) => git.discard(repository),
    async run(repository, call) {
      if (!done && commandOf(call) === command) {
        done = true;
        await action();
      }
      return git.run(repository, call);
    },
  };
}

export interface ScriptedGit extends Git {
  readonly calls: GitCommand[];
  readonly discarded: string[];
}

/** A git that answers each command with the next of its answers. */
export function scriptedGit(
  answers: Readonly<Record<string, readonly (Partial<GitResult> & { text?: string })[]>>,
): ScriptedGit {
  const calls: GitCommand[] = [];
  const discarded: string[] = [];
  const used = new Map<string, number>();
  return {
    calls,
    discarded,
    async discard(repository) {
      discarded.push(repository);
    },
    async run(_repository, call) {
      calls.push(call);
      const command = commandOf(call);
      const index = used.get(command) ?? 0;
      used.set(command, index + 1);
      const answer = answers[command]?.[index];
      if (answer === undefined) throw new Error(`no answer for git ${command}`);
      const { text = '', code = 0, stderr = '' } = answer;
      return { code, stderr, stdout: answer.stdout ?? new TextEncoder().encode(text) };
    },
  };
}
