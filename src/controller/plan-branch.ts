import { asTagboatError, orThrow, TagboatError } from '../model/errors.ts';
import type { Change, Decision } from '../model/plan.ts';
import {
  type AppKey,
  appName,
  type Destination,
  type FileTarget,
  type Watch,
} from '../model/watch.ts';
import { editorFor } from '../writeback/edits/editor.ts';
import type { BranchFiles } from '../writeback/git.ts';
import { decisionsOf, type Judgement, judge, type Proposed } from './judge.ts';
import { editsOf } from './outcomes.ts';

/** What a branch as it stands now should become. */
export interface BranchPlan {
  readonly judgements: readonly Judgement[];
  /** New contents of the files that change. */
  readonly writes: ReadonlyMap<string, string>;
  readonly changes: readonly Change[];
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Every path that may hold the image: for a kustomization the names it may have, the preferred one first. */
export function pathsOf(target: FileTarget): readonly string[] {
  if (target.kind !== 'kustomization') return [target.path];
  const folder = target.directory === '' ? '' : `${target.directory}/`;
  return KUSTOMIZATIONS.map((name) => `${folder}${name}`);
}

/** Judges every Watch against its file and edits the files. Pure: run again when the branch has moved. */
export function planBranch(proposed: readonly Proposed[], files: BranchFiles): BranchPlan {
  const judgements = proposed.map((each) => judgeInFile(each, files));
  if (judgements.some((judgement) => judgement.kind === 'needs')) {
    return { judgements, writes: new Map(), changes: [] };
  }
  const writes = new Map<string, string>();
  const failures = new Map<Watch, TagboatError>();
  for (const [path, edits] of byPath(editsOf(decisionsOf(judgements)), files)) {
    const text = editFile(path, files, edits);
    if (text instanceof TagboatError) for (const { watch } of edits) failures.set(watch, text);
    else writes.set(path, text);
  }
  const decisions = decisionsOf(judgements).map((decision) => orFailure(decision, failures));
  const changes = decisions.flatMap((d) => (d.kind === 'change' ? [d.change] : []));
  return { judgements: decisions, writes, changes };
}

function judgeInFile(proposed: Proposed, files: BranchFiles): Judgement {
  const { watch } = proposed;
  try {
    return judge(proposed, readImage(watch, files));
  } catch (thrown) {
    const where = `Application ${appName(watch.app)}`;
    return { kind: 'failed', watch, error: asTagboatError(thrown, where) };
  }
}

function readImage({ app, keys, image, destination }: Watch, files: BranchFiles) {
  const target = fileTarget(app, destination);
  const path = locate(target, files);
  return orThrow(editorFor(target.kind).read(textOf(files, path), { keys, image, path }));
}

function editFile(path: string, files: BranchFiles, edits: readonly Change[]) {
  const [first] = edits;
  if (first === undefined) return new TagboatError('internal', { where: path, what: 'no edits' });
  const { app, destination } = first.watch;
  try {
    const before = textOf(files, path);
    const written = orThrow(
      editorFor(fileTarget(app, destination).kind).write(
        before,
        edits.map(({ watch: { keys, image }, to }) => ({ keys, image, to, path })),
      ),
    );
    if (written !== before) return written;
    const where = `${path} for Application ${appName(app)}`;
    return new TagboatError('internal', { where, what: 'an edit that had to change it did not' });
  } catch (thrown) {
    return asTagboatError(thrown, path);
  }
}

function textOf(files: BranchFiles, path: string): string | undefined {
  const file = files.get(path);
  return file === undefined ? undefined : orThrow(file);
}

function byPath(
  edits: readonly Change[],
  files: BranchFiles,
): ReadonlyMap<string, readonly Change[]> {
  return Map.groupBy(edits, ({ watch }) => locate(fileTarget(watch.app, watch.destination), files));
}

/** The first of the possible paths that exists, else the preferred one. */
function locate(target: FileTarget, files: BranchFiles): string {
  const paths = pathsOf(target);
  return paths.find((path) => files.has(path)) ?? paths[0] ?? '';
}

function fileTarget(app: AppKey, destination: Destination): FileTarget {
  if (destination.method === 'git') return destination.file;
  const where = `Application ${appName(app)}`;
  throw new TagboatError('internal', { where, what: 'is not written to git' });
}

function orFailure(decision: Decision, failures: ReadonlyMap<Watch, TagboatError>): Decision {
  if (decision.kind !== 'change') return decision;
  const { watch } = decision.change;
  const error = failures.get(watch);
  return error === undefined ? decision : { kind: 'failed', watch, error };
}
