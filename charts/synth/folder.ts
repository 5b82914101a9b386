import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { TagboatError } from '../../src/model/errors.ts';
import type { SynthPlan } from './plan.ts';

/** The YAML files below some folders of `root`: path relative to it, `/` separated → text. Links are not followed. */
export function readFiles(root: string, folders: readonly string[]): ReadonlyMap<string, string> {
  const found = folders.flatMap((folder) => filesBelow(join(root, folder)));
  return new Map(
    found.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @throws TagboatError `refused`, before anything is touched, when a link leads out of the folder */
export function applyPlan(root: string, { writes, removes }: SynthPlan): void {
  mkdirSync(root, { recursive: true });
  for (const path of [...writes.keys(), ...removes]) refuseLinks(root, path);
  for (const [path, text] of writes) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of removes) rmSync(join(root, path));
}

/** A repository may hold links, and what is written through one ends up elsewhere. */
function refuseLinks(root: string, path: string): void {
  const steps = path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  const link = steps.find((step) =>
    lstatSync(join(root, step), { throwIfNoEntry: false })?.isSymbolicLink(),
  );
  if (link === undefined) return;
  throw new TagboatError('refused', {
    where: join(realpathSync(root), link),
    what: 'is a symbolic link',
    expected: 'a file or folder, or nothing',
  });
}
