/**
 * Builds the real parts of the real tier into the cache: `npm run real:build [-- name ...]`.
 * What is there already is not built again.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { moduleFolder, type RealPart, realBinaries } from './binaries.ts';
import { buildFlags, type Files, type PartName, partNames, recipes } from './recipes.ts';

/** Go uses all processors by itself; a second build fills the gaps of the first one's linking. */
const buildsAtATime = 2;

/** Lines of a failed command's output that are shown. */
const shownLines = 20;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !partNames.some((known) => known === name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}. There are: ${partNames.join(', ')}`);
  process.exit(2);
}
const wanted = partNames.filter((name) => asked.length === 0 || asked.includes(name));
const queue = wanted.values();
await Promise.all(Array.from({ length: buildsAtATime }, workThrough));

async function workThrough(): Promise<void> {
  for (const name of queue) {
    await provide(realBinaries()[name]);
  }
}

async function provide(part: RealPart): Promise<void> {
  const title = `${part.name} ${part.version}`;
  if (part.missing === undefined) {
    console.log(`${title}: there, ${part.path}`);
    return;
  }
  if (part.version === 'KUBEBUILDER_ASSETS') {
    fail(part.missing);
    return;
  }
  console.log(`${title}: building`);
  const start = performance.now();
  try {
    await make(part);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${title}: built in ${seconds} s, ${part.path}`);
  } catch (error) {
    fail(`${title}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Makes the part in a folder beside its place and renames that, so that no half part is ever found. */
async function make(part: RealPart): Promise<void> {
  const recipe = recipes[part.name].make;
  const home = recipe.kind === 'program' ? dirname(part.path) : part.path;
  await mkdir(dirname(home), { recursive: true });
  const temporary = await mkdtemp(`${home}.making-`);
  try {
    if (recipe.kind === 'program') {
      const flags = buildFlags(recipe, part.version);
      await go(part.name, ['build', ...flags, '-o', join(temporary, part.name), recipe.package]);
    } else {
      await copyFromModule(part.name, recipe, temporary);
    }
    await rename(temporary, home).catch((error: unknown) => {
      // Another run may have put the same part there meanwhile.
      if (realBinaries()[part.name].missing !== undefined) {
        throw error;
      }
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function copyFromModule(name: PartName, files: Files, to: string): Promise<void> {
  const answer = await go(name, ['mod', 'download', '-json', recipes[name].module]);
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(answer));
  await Promise.all(
    files.names.map((file) => copyFile(join(Dir, files.from, file), join(to, file))),
  );
}

/**
 * Runs go in the part's module, and returns what it prints.
 * The caller's GOFLAGS and workspace would change what is built, so they are left out.
 */
async function go(name: PartName, args: readonly string[]): Promise<string> {
  const cwd = moduleFolder(name);
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const child = spawn('go', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error(`cannot start go (${cause.message}); install Go 1.26 or newer`, { cause }));
    });
    child.once('close', resolve);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code === 0) {
    return out;
  }
  const last = `${out}${err}`.trimEnd().split('\n').slice(-shownLines);
  const what = [`failed, module ${recipes[name].module}`, `in ${cwd}`, `$ go ${args.join(' ')}`];
  throw new Error([...what, ...last].join('\n  '));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
