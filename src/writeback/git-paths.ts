import { fail, ok, type Result, type TagboatError } from '../model/errors.ts';
import { quoted } from '../model/printable.ts';

/** An entry of a tree, as `git ls-tree` prints it. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
}

export type TreeEntries = ReadonlyMap<string, TreeEntry>;

const DIRECTORY = '040000';
const SYMLINK = '120000';
const SUBMODULE = '160000';
const MAX_PATH = 1024;

/** Checks that a path stays inside its repository; the answer is the error, if there is one. */
export function checkPath(path: string): TagboatError | undefined {
  const bad = badPath(path);
  if (bad === undefined) return undefined;
  const refusal = fail('refused', {
    what: bad,
    where: `file ${quoted(path)}`,
    expected: 'a path inside the repository, relative to its root',
  });
  return refusal.ok ? undefined : refusal.error;
}

function badPath(path: string): string | undefined {
  if (path === '' || path.length > MAX_PATH) return 'the path is empty or too long';
  if (/[\p{Cc}\\]/u.test(path)) return 'the path holds a control character or a backslash';
  if (path.startsWith('/')) return 'the path is absolute';
  const parts = path.split('/');
  if (parts.includes('..') || parts.includes('.')) return 'the path leaves its directory';
  if (parts.includes('')) return 'the path has an empty part';
  return parts.some(isGitDirectory) ? "the path leads into git's own directory" : undefined;
}

/** As file systems see it that ignore case, trailing dots and spaces, or shorten names. */
function isGitDirectory(part: string): boolean {
  return /^(?:\.git|git~\d+)[. ]*$/i.test(part);
}

/** Every directory on the way to the paths, and the paths: `a`, `a/b`, `a/b/c.yaml`. */
export function withParents(paths: readonly string[]): readonly string[] {
  const all = paths.flatMap((path) => {
    const parts = path.split('/');
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(all)];
}

/**
 * The file at the path, or undefined when there is none. A symlink or a submodule anywhere on the way is
 * refused, since what it points to may be outside the repository.
 */
export function findFile(entries: TreeEntries, path: string): Result<TreeEntry | undefined> {
  for (const step of withParents([path])) {
    const entry = entries.get(step);
    if (entry === undefined) return ok(undefined);
    const expected = step === path ? 'file' : 'directory';
    if (kindOf(entry) !== expected) return wrongKind(step, kindOf(entry), expected);
  }
  return ok(entries.get(path));
}

type Kind = 'file' | 'directory' | 'symlink' | 'submodule';

function kindOf({ mode }: TreeEntry): Kind {
  if (mode === DIRECTORY) return 'directory';
  if (mode === SYMLINK) return 'symlink';
  return mode === SUBMODULE ? 'submodule' : 'file';
}

function wrongKind(step: string, found: Kind, expected: Kind): Result<never> {
  return fail('refused', {
    what: `the path goes through a ${found}`,
    where: `file ${quoted(step)}`,
    found: `a ${found}`,
    expected: `a ${expected}`,
    hint: 'Name the file itself, by its own path in this repository.',
  });
}

/** The output of `git ls-tree -z`. */
export function parseTree(output: Uint8Array): TreeEntries {
  const records = new TextDecoder().decode(output).split('\0');
  return new Map(
    records.flatMap((record): [string, TreeEntry][] => {
      const match = /^(\d{6}) \w+ ([0-9a-f]+)\t(.*)$/s.exec(record);
      const [, mode = '', oid = '', path = ''] = match ?? [];
      return match === null ? [] : [[path, { mode, oid }]];
    }),
  );
}
