import { posix } from 'node:path';
import { compareBytes } from '../../src/model/byte-order.ts';
import { fail, ok, type Result } from '../../src/model/errors.ts';
import { EVERY_ENVIRONMENT } from '../owned-text.ts';
import { ownerOf } from './owner.ts';

type Files = ReadonlyMap<string, string>;

/** What a synth does to a folder. Paths are relative to it, in the order of their bytes. */
export interface SynthPlan {
  readonly writes: Files;
  readonly removes: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Makes the wanted files of an environment of the existing ones. Only files with the ownership line of the
 * environment, or of all, are written over or removed.
 *
 * @returns `refused` when a wanted file exists and is somebody else's
 */
export function planSynth(environment: string, wanted: Files, existing: Files): Result<SynthPlan> {
  const paths = [...wanted.keys()].toSorted(compareBytes);
  const foreign = paths.find((path) => !mayWrite(environment, existing.get(path)));
  if (foreign !== undefined) return isForeign(environment, foreign, existing.get(foreign) ?? '');
  const same = (path: string) => existing.get(path) === wanted.get(path);
  const changed = paths.filter((path) => !same(path));
  return ok({
    writes: new Map(changed.map((path) => [path, wanted.get(path) ?? ''])),
    removes: gone(environment, wanted, existing),
    unchanged: paths.filter(same),
  });
}

function mayWrite(environment: string, text: string | undefined): boolean {
  if (text === undefined) return true;
  const owner = ownerOf(text);
  return owner === environment || owner === EVERY_ENVIRONMENT;
}

function isForeign(environment: string, path: string, text: string): Result<never> {
  const owner = ownerOf(text);
  return fail('refused', {
    where: path,
    what: 'is in the way, and was not made from this environment',
    found: owner === undefined ? 'a file without our first line' : `a file of Pulumi.${owner}.yaml`,
    expected: `no file, or one of Pulumi.${environment}.yaml`,
    hint:
      owner === undefined
        ? 'move it away; where it carries a tag, set initialTag to that'
        : 'give each environment a branch or repository of its own, or its services the format kustomize',
  });
}

function gone(environment: string, wanted: Files, existing: Files): readonly string[] {
  const left = [...existing].filter(([path]) => !wanted.has(path));
  const own = left.filter(([, text]) => ownerOf(text) === environment).map(([path]) => path);
  const remaining = [...existing.keys()].filter((path) => !own.includes(path));
  const shared = left
    .filter(([, text]) => ownerOf(text) === EVERY_ENVIRONMENT)
    .map(([path]) => path)
    .filter((path) => isSuperfluous(path, wanted, remaining));
  return [...own, ...shared].toSorted(compareBytes);
}

/** Of a shared folder: this environment has the folder and not the file, or no environment has an overlay of it. */
function isSuperfluous(path: string, wanted: Files, remaining: readonly string[]): boolean {
  const folder = posix.dirname(path);
  const overlays = `${posix.dirname(folder)}/overlays/`;
  const isWanted = [...wanted.keys()].some((each) => each.startsWith(`${folder}/`));
  return isWanted || !remaining.some((each) => each.startsWith(overlays));
}
