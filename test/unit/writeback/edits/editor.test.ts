import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { FileTarget } from '../../../../src/model/watch.ts';
import { editorFor } from '../../../../src/writeback/edits/editor.ts';
import type { FileEdit } from '../../../../src/writeback/edits/file-editor.ts';

const GOLDEN = join(import.meta.dirname, '../../../golden');
const KINDS: readonly FileTarget['kind'][] = ['argocd-source', 'kustomization', 'helmvalues'];
const FILES = ['before.yaml', 'edits.json', 'after.yaml', 'error.txt'];

/** `before.yaml` (unless the file is new), `edits.json`, and either `after.yaml` or `error.txt`. */
function golden(kind: string, name: string) {
  const path = (file: string) => join(GOLDEN, kind, name, file);
  const read = (file: string) =>
    existsSync(path(file)) ? readFileSync(path(file), 'utf8') : undefined;
  const edits: readonly Omit<FileEdit, 'path'>[] = JSON.parse(read('edits.json') ?? '');
  return {
    before: read('before.yaml'),
    edits: edits.map((edit) => ({ ...edit, path: 'file.yaml' })),
    after: read('after.yaml'),
    error: read('error.txt')?.trimEnd(),
  };
}

describe.each(KINDS)('%s', (kind) => {
  const names = readdirSync(join(GOLDEN, kind));
  const editor = editorFor(kind);

  it.each(names)('%s: is edited as told', (name) => {
    const { before, edits, after, error } = golden(kind, name);
    const written = editor.write(before, edits);
    expect(written.ok ? written.value : undefined).toBe(after);
    expect(written.ok ? undefined : written.error.message).toBe(error);
    expect(readdirSync(join(GOLDEN, kind, name)).filter((file) => !FILES.includes(file))).toEqual(
      [],
    );
  });

  const good = names.filter((name) => golden(kind, name).after !== undefined);

  it.each(good)('%s: says afterwards what was written, and changes no more', (name) => {
    const { edits, after } = golden(kind, name);
    expect(editor.write(after, edits)).toEqual({ ok: true, value: after });
    for (const edit of edits) {
      const read = editor.read(after, edit);
      expect(read.ok && read.value).toMatchObject({ repository: edit.image.repository });
    }
  });
});

it('has no golden folder for another kind', () => {
  expect(readdirSync(GOLDEN).toSorted()).toEqual(KINDS.toSorted());
});
