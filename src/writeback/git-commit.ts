import { TagboatError } from '../model/errors.ts';

/** Who makes commits, as git prints it. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** One commit on top of `parent`. */
export interface NewCommit {
  /** The local ref that is set to it. */
  readonly ref: string;
  readonly parent: string;
  readonly message: string;
  readonly files: readonly NewFile[];
}

export interface NewFile {
  readonly path: string;
  /** `100644` or `100755` */
  readonly mode: string;
  readonly text: string;
}

/**
 * Commits as the input of `git fast-import`, which makes blobs, trees and commits in one process, without
 * a checkout and without reading files it does not change. It answers with the id of each commit on a line.
 * @param seconds since 1970
 */
export function commitStream(
  commits: readonly NewCommit[],
  identity: Identity,
  seconds: number,
): string {
  const person = `${plain(identity.name)} <${plain(identity.email)}> ${seconds} +0000`;
  const parts = commits.flatMap((commit, index) => [
    `commit ${commit.ref}\nmark :${index + 1}\nauthor ${person}\ncommitter ${person}\n`,
    data(commit.message),
    `from ${commit.parent}\n`,
    ...commit.files.map(({ mode, path, text }) => `M ${mode} inline ${quote(path)}\n${data(text)}`),
    `\nget-mark :${index + 1}\n`,
  ]);
  return `${parts.join('')}done\n`;
}

/** The ids that `git fast-import` printed, in the order of the commits. */
export function parseMarks(output: string, expected: number): readonly string[] {
  const ids = output.split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line));
  if (ids.length === expected) return ids;
  throw new TagboatError('internal', {
    what: 'git made another number of commits than it was told to',
    where: 'git fast-import',
    found: String(ids.length),
    expected: String(expected),
  });
}

function data(text: string): string {
  return `data ${new TextEncoder().encode(text).length}\n${text}\n`;
}

function quote(path: string): string {
  return `"${path.replace(/["\\]/g, String.raw`\$&`)}"`;
}

/** What could end a name or a line in a commit. */
function plain(text: string): string {
  return text.replace(/[<>\p{Cc}]/gu, '').trim();
}
