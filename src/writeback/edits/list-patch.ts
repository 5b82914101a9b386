import type { ApplicationSource } from '../../model/application.ts';
import type { JsonPatchOp } from '../../model/json-patch.ts';

/** A list of a source, which may be absent, as may be the stanza that holds it. */
export type ListAt = {
  /** JSON pointer to the source. */
  readonly path: string;
  readonly source: ApplicationSource;
} & (
  | { readonly stanza: 'helm'; readonly field: 'parameters' }
  | { readonly stanza: 'kustomize'; readonly field: 'images' }
);

/**
 * The operations that turn the list into `after`, which has the same entries in the same order, some of
 * them replaced, and new ones at its end. A JSON patch cannot test that something is absent, so what is
 * to be created is guarded by a test of the whole object it is created in: whoever creates the same list
 * meanwhile changes that object. An appended entry is guarded by a test of the whole list.
 */
export function editList(at: ListAt, after: readonly unknown[] = []): readonly JsonPatchOp[] {
  const { path, source, stanza, field } = at;
  const holder = source[stanza];
  const before = listIn(at);
  const stanzaPath = `${path}/${stanza}`;
  const listPath = `${stanzaPath}/${field}`;
  if (before !== undefined) return editEntries(listPath, before, after);
  if (after.length === 0) return [];
  if (holder !== undefined) {
    return [
      { op: 'test', path: stanzaPath, value: holder },
      { op: 'add', path: listPath, value: after },
    ];
  }
  return [
    { op: 'test', path, value: source },
    { op: 'add', path: stanzaPath, value: { [field]: after } },
  ];
}

/** The operations that remove entries by their index, last first so that no index shifts. */
export function removeEntries(at: ListAt, indices: readonly number[]): readonly JsonPatchOp[] {
  const entries = listIn(at) ?? [];
  const list = `${at.path}/${at.stanza}/${at.field}`;
  return indices.toReversed().flatMap((index): JsonPatchOp[] => [
    { op: 'test', path: `${list}/${index}`, value: entries[index] },
    { op: 'remove', path: `${list}/${index}` },
  ]);
}

/** All tests before all edits, so that they look at what was read. */
export function testsFirst(patch: readonly JsonPatchOp[]): readonly JsonPatchOp[] {
  return [...patch.filter(isTest), ...patch.filter((operation) => !isTest(operation))];
}

function isTest({ op }: JsonPatchOp): boolean {
  return op === 'test';
}

function listIn(at: ListAt): readonly unknown[] | undefined {
  return at.stanza === 'helm' ? at.source.helm?.parameters : at.source.kustomize?.images;
}

function editEntries(
  list: string,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly JsonPatchOp[] {
  const replaced = before.flatMap((entry, index): JsonPatchOp[] => {
    const path = `${list}/${index}`;
    if (after[index] === entry) return [];
    return [
      { op: 'test', path, value: entry },
      { op: 'replace', path, value: after[index] },
    ];
  });
  const added = after.slice(before.length);
  if (added.length === 0) return replaced;
  return [
    { op: 'test', path: list, value: before },
    ...replaced,
    ...added.map((value): JsonPatchOp => ({ op: 'add', path: `${list}/-`, value })),
  ];
}
