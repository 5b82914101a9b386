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
import { type BranchFile, editFile } from './edit-file.ts';
import { decisionsOf, type Judgement, judge, type Proposed } from './judge.ts';
import { editsOf } from './outcomes.ts';
import { rivalsOf } from './rivals.ts';

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
  const pathOf = ({ app, destination }: Watch) => locate(fileTarget(app, destination), files);
  const settled = decisionsOf(judgements);
  const failures = new Map(rivalsOf(settled, pathOf));
  const writes = new Map<string, string>();
  const edits = editsOf(settled.map((decision) => orFailure(decision, failures)));
  for (const [path, own] of Map.groupBy(edits, ({ watch }) => pathOf(watch))) {
    const [first] = own;
    if (first === undefined) continue;
    const { text, failed } = editFile(fileOf(first.watch, files), own);
    for (const [watch, error] of failed) failures.set(watch, error);
    if (text !== undefined) writes.set(path, text);
  }
  const decisions = settled.map((decision) => orFailure(decision, failures));
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

function readImage(watch: Watch, files: BranchFiles) {
  const { keys, image } = watch;
  const { path, kind, text } = fileOf(watch, files);
  return orThrow(editorFor(kind).read(text, { keys, image, path }));
}

function fileOf({ app, destination }: Watch, files: BranchFiles): BranchFile {
  const target = fileTarget(app, destination);
  const path = locate(target, files);
  const file = files.get(path);
  return { path, kind: target.kind, text: file === undefined ? undefined : orThrow(file) };
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
