import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the updater as `npm run build` does, since that is what ships: run from its sources, Node spends
 * half a second and 40 MB on stripping types.
 *
 * @returns the bundle's path
 */
export async function bundleUpdater(folder: string): Promise<string> {
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
  return outfile;
}
