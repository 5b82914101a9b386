import { asTagboatError, orThrow, TagboatError } from '../model/errors.ts';
import type { Change } from '../model/plan.ts';
import type { FileTarget, Watch } from '../model/watch.ts';
import { editorFor } from '../writeback/edits/editor.ts';

/** A file of a branch as it stands; without a text when there is none yet. */
export interface BranchFile {
  readonly path: string;
  readonly kind: FileTarget['kind'];
  readonly text: string | undefined;
}

/** The text with all edits made that can be made, and why the others cannot. */
export interface EditedFile {
  readonly text?: string | undefined;
  readonly failed: readonly (readonly [Watch, TagboatError])[];
}

/** Makes the edits together; where that fails, those that fail alone are left out, to stop no others. */
export function editFile(file: BranchFile, edits: readonly Change[]): EditedFile {
  const all = tryEdits(file, edits);
  if (!(all instanceof TagboatError)) return all === file.text ? idle(file, edits) : done(all);
  const alone = edits.map((edit) => ({ edit, result: tryEdits(file, [edit]) }));
  const failed = alone.flatMap(({ edit, result }): [Watch, TagboatError][] =>
    result instanceof TagboatError ? [[edit.watch, result]] : [],
  );
  const good = alone.filter(({ result }) => !(result instanceof TagboatError));
  if (failed.length === 0) return failing(edits, all);
  if (good.length === 0) return { failed };
  const rest = editFile(
    file,
    good.map(({ edit }) => edit),
  );
  return { ...rest, failed: [...failed, ...rest.failed] };
}

function tryEdits({ path, kind, text }: BranchFile, edits: readonly Change[]) {
  try {
    const places = edits.map(({ watch: { keys, image }, to }) => ({ keys, image, to, path }));
    return orThrow(editorFor(kind).write(text, places));
  } catch (thrown) {
    return asTagboatError(thrown, path);
  }
}

function done(text: string): EditedFile {
  return { text, failed: [] };
}

function idle({ path }: BranchFile, edits: readonly Change[]): EditedFile {
  const what = 'an edit that had to change it did not';
  return failing(edits, new TagboatError('internal', { where: path, what }));
}

function failing(edits: readonly Change[], error: TagboatError): EditedFile {
  return { failed: edits.map(({ watch }) => [watch, error]) };
}
