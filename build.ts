import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** CommonJS dependencies inside an ES module bundle still ask for `require`. */
const REQUIRE =
  "import{createRequire as tagboatRequire}from'node:module';const require=tagboatRequire(import.meta.url);";

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { tagboat: 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  // What a command does not use is not loaded: the demo and cloud clients become chunks.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: REQUIRE },
  sourcemap: false,
  legalComments: 'linked',
  logLevel: 'info',
});
writeFileSync('dist/package.json', '{ "type": "module" }\n');
chmodSync('dist/tagboat.js', 0o755);
