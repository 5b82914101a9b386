import { ok, type Result, TagboatError } from '../model/errors.ts';
import { quoted } from '../model/printable.ts';
import type { NewCommit } from './git-commit.ts';
import type { Contents } from './git-contents.ts';
import type { BranchFiles, PreparedCommit } from './git-job.ts';
import { checkPath } from './git-paths.ts';

/** What `prepare` gets to see of these paths. */
export function filesOf(paths: readonly string[], contents: Contents): BranchFiles {
  return new Map(
    paths.flatMap((path): [string, Result<string>][] => {
      const refused = checkPath(path);
      if (refused !== undefined) return [[path, { ok: false, error: refused }]];
      const file = contents.get(path);
      if (file?.ok === false) return [[path, file]];
      return file?.value === undefined ? [] : [[path, ok(file.value.text)]];
    }),
  );
}

/** The commit that was asked for, or undefined when it would change nothing. */
export function toCommit(
  { writes, message }: PreparedCommit,
  contents: Contents,
  place: Pick<NewCommit, 'ref' | 'parent'>,
): NewCommit | undefined {
  const files = [...writes].flatMap(([path, text]) => {
    const file = contents.get(path);
    if (file?.ok !== true) throw notReadBefore(path);
    return file.value?.text === text ? [] : [{ path, text, mode: file.value?.mode ?? '100644' }];
  });
  return files.length === 0 ? undefined : { ...place, message, files };
}

/** What the branch has once the commit is on it. */
export function contentsAfter(contents: Contents, { files }: NewCommit): Contents {
  const written = files.map(({ path, text, mode }) => [path, ok({ text, mode })] as const);
  return new Map([...contents, ...written]);
}

function notReadBefore(path: string): TagboatError {
  const what = 'a file was to be written that was not read before';
  return new TagboatError('internal', { what, where: `file ${quoted(path)}` });
}
