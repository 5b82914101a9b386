import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What is measured. */
export interface Bundle {
  readonly path: string;
  /** What the image sets for it. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Bundles the updater as `npm run build` does and runs it with the variables of the Dockerfile, since that
 * is what ships: from its sources, Node would spend time and memory on stripping types.
 */
export async function bundleUpdater(folder: string): Promise<Bundle> {
  const outfile = join(folder, 'updater.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'updater.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    banner: {
      js: "import{createRequire as benchRequire}from'node:module';const require=benchRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return { path: outfile, environment: imageEnvironment() };
}

/** The variables of the last `ENV`, which is the image's own. */
function imageEnvironment(): Readonly<Record<string, string>> {
  const dockerfile = readFileSync(join(import.meta.dirname, '../../Dockerfile'), 'utf8');
  const [, pairs = ''] = [...dockerfile.matchAll(/^ENV (.*)$/gm)].at(-1) ?? [];
  return Object.fromEntries(pairs.split(' ').map((pair) => pair.split(/=(.*)/, 2)));
}
