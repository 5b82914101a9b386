import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../charts/manifest.ts';
import { realBinaries } from '../build/binaries.ts';

const run = promisify(execFile);

/** Runs helm or kustomize, away from the settings of whoever runs the tests. */
export async function runTool(
  name: 'helm' | 'kustomize',
  args: readonly string[],
): Promise<string> {
  const env = { HOME: tmpdir(), PATH: '' };
  const { stdout } = await run(realBinaries()[name].path, args, { env, timeout: 60_000 });
  return stdout;
}

/** Writes the files below a temporary folder, and returns what `use` makes of that. */
export async function withFiles<T>(
  files: ReadonlyMap<string, string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-charts-'));
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The objects of a stream of documents by `Kind/name`, as Argo CD reads them. */
export function objectsIn(stream: string): Readonly<Record<string, Manifest>> {
  const objects = parseAllDocuments(stream, { version: '1.1' }).map(
    (document) => document.toJS() as Manifest,
  );
  return byName(objects);
}

export function byName(objects: readonly Manifest[]): Readonly<Record<string, Manifest>> {
  return Object.fromEntries(
    objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]),
  );
}
