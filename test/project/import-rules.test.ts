import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** A file that breaks a rule, by what it imports. */
const PLANTED = [
  ['model-is-the-ground', 'src/model/planted.ts', '../registry/target.ts'],
  ['pure-is-pure', 'src/select/planted.ts', 'node:fs'],
  ['pure-is-pure', 'src/registry/wire/planted.ts', '../../ports.ts'],
  ['pure-stays-in-its-stage', 'src/writeback/edits/planted.ts', '../../registry/wire/target.ts'],
  ['select-and-plan', 'src/plan/planted.ts', '../writeback/edits/target.ts'],
  ['stages-do-not-know-each-other', 'src/sources/planted.ts', '../registry/target.ts'],
  ['stages-do-no-io', 'src/registry/planted.ts', 'node:net'],
  ['adapters-know-no-stage', 'src/adapters/planted.ts', '../registry/target.ts'],
  ['adapters-are-not-for-production-demo', 'src/adapters/planted2.ts', '../demo/target.ts'],
  ['controller-gets-its-adapters', 'src/controller/planted.ts', '../adapters/target.ts'],
  ['updater-knows-no-infra', 'src/server/planted.ts', '../../infra/target.ts'],
  ['environment-is-pure', 'infra/environment/planted.ts', 'node:fs'],
  ['environment-is-pure', 'infra/environment/planted2.ts', '../target.ts'],
  ['environment-is-pure', 'infra/values/planted.ts', '../../src/ports.ts'],
  ['charts-know-the-environment', 'charts/planted.ts', '../src/select/target.ts'],
  ['charts-know-the-environment', 'charts/planted2.ts', '../infra/target.ts'],
  ['charts-know-the-environment', 'charts/planted3.ts', '../infra/values/target.ts'],
  ['infra-knows-manifests', 'infra/planted.ts', '../charts/target.ts'],
  ['infra-knows-manifests', 'infra/planted2.ts', '../src/registry/target.ts'],
  ['nothing-imports-tests', 'src/cli/planted.ts', '../../test/target.ts'],
  ['no-cycles', 'src/report/planted.ts', './planted.ts'],
  ['no-unresolvable', 'src/doctor/planted.ts', './missing.ts'],
] as const;

const TARGETS = [
  'src/ports.ts',
  'src/registry/target.ts',
  'src/registry/wire/target.ts',
  'src/writeback/edits/target.ts',
  'src/demo/target.ts',
  'src/adapters/target.ts',
  'src/select/target.ts',
  'charts/target.ts',
  'infra/target.ts',
  'infra/values/target.ts',
  'test/target.ts',
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

describe('import rules', () => {
  let folder: string;
  let violations: readonly Violation[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-rules-'));
    for (const file of TARGETS) write(file, 'export const value = 1;\n');
    for (const [, file, imported] of PLANTED) write(file, `export * from '${imported}';\n`);
    violations = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(PLANTED.map(([rule, file]) => [rule, file]))('%s finds %s', (rule, file) => {
    expect(violations).toContainEqual(
      expect.objectContaining({ from: file, rule: expect.objectContaining({ name: rule }) }),
    );
  });

  it('are all planted against', async () => {
    const config = join(ROOT, '.dependency-cruiser.js');
    const { default: rules } = (await import(config)) as { default: Config };
    const planted: readonly string[] = PLANTED.map(([rule]) => rule);
    const names = rules.forbidden.map(({ name }) => name);
    expect(names.filter((name) => !planted.includes(name))).toEqual([]);
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});

interface Config {
  readonly forbidden: readonly { readonly name: string }[];
}

function cruise(folder: string): readonly Violation[] {
  writeFileSync(join(folder, 'tsconfig.json'), '{}');
  const args = ['--config', join(ROOT, '.dependency-cruiser.js'), '--output-type', 'json'];
  const json = failingOutput(() =>
    execFileSync(process.execPath, [CRUISER, ...args, 'src', 'infra', 'charts'], { cwd: folder }),
  );
  return (JSON.parse(json) as { summary: { violations: Violation[] } }).summary.violations;
}

/** The cruiser exits with the number of violations, which is what these tests want to see. */
function failingOutput(run: () => Buffer): string {
  try {
    return run().toString();
  } catch (failure) {
    return (failure as { stdout: Buffer }).stdout.toString();
  }
}
