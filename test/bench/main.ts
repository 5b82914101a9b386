import { mkdtemp, rm } from 'node:fs/promises';
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Bundle, bundleUpdater } from './bundle.ts';
import { type Cluster, missingParts, startCluster } from './cluster.ts';
import { type Figures, measure } from './measure.ts';
import { SCENARIOS, type Scenario, titleOf } from './scenarios.ts';
import { type Measured, table } from './table.ts';

interface Options {
  readonly scenario: readonly string[];
  readonly large: boolean;
  readonly runs: number;
  readonly embedded: boolean;
  readonly json: boolean;
  readonly profile?: string;
}

const IDLE_CYCLES = 5;
const names = SCENARIOS.map(({ name }) => name);

const options = new Command('bench')
  .description('Measures the updater, and prints the figures beside the goals of docs/design.md.')
  .option('--scenario <name>', `one of ${names.join(', ')}; repeatable`, scenario, [])
  .option('--large', 'the large one too, which takes minutes', false)
  .option('--runs <number>', 'of each scenario; medians are printed', count, 3)
  .option('--embedded', 'the embedded API server instead of kube-apiserver', false)
  .option('--json', 'all figures, as JSON', false)
  .option('--profile <folder>', 'write CPU profiles of the updater there')
  .parse()
  .opts<Options>();

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await bench(options).catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  return 1;
});

async function bench({ embedded, json, runs, ...rest }: Options): Promise<0 | 1> {
  const missing = embedded ? undefined : missingParts();
  if (missing !== undefined) {
    console.error(`${missing}\nOr use the embedded API server: npm run bench -- --embedded`);
    return 1;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-bench-'));
  const cluster = await startCluster(embedded ? 'embedded' : 'real');
  try {
    const updater = await bundleUpdater(folder);
    const setup = { ...machine(), apiServer: cluster.name, runs };
    if (!json) console.log(introduction(setup));
    const results = [];
    for (const chosen of chosenOf(rest)) {
      const figures = await repeat(cluster, chosen, { updater, runs, profile: rest.profile });
      results.push({ name: chosen.name, world: chosen.world, figures });
      if (!json) console.log(`${headingOf(chosen)}\n${table(measuredOf(chosen, figures))}`);
    }
    if (json) console.log(JSON.stringify({ setup, results }, undefined, 2));
    return 0;
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Repetition {
  readonly updater: Bundle;
  readonly runs: number;
  readonly profile: string | undefined;
}

async function repeat(
  cluster: Cluster,
  { name, world, intervalMs }: Scenario,
  { updater, runs, profile }: Repetition,
): Promise<readonly Figures[]> {
  const nodeFlags =
    profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
  const figures: Figures[] = [];
  while (figures.length < runs) {
    const namespace = `bench-${name}-${figures.length}`;
    const run = { world, intervalMs, updater, nodeFlags, namespace, idleCycles: IDLE_CYCLES };
    figures.push(await measure(cluster, run));
  }
  return figures;
}

function measuredOf({ rows }: Scenario, figures: readonly Figures[]): readonly Measured[] {
  return rows.map(({ of, ...row }) => ({ ...row, values: figures.map(of) }));
}

function chosenOf({ scenario: wanted, large }: Pick<Options, 'scenario' | 'large'>) {
  if (wanted.length > 0) return SCENARIOS.filter(({ name }) => wanted.includes(name));
  return SCENARIOS.filter((one) => large || one.large !== true);
}

function headingOf({ name, world }: Scenario): string {
  return `${name}: ${titleOf(world)}`;
}

function machine() {
  const [cpu] = cpus();
  return {
    cpu: `${cpus().length} × ${cpu?.model ?? arch()}`,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    platform: platform(),
    node: process.version,
  };
}

function introduction(setup: ReturnType<typeof machine> & { apiServer: string; runs: number }) {
  return [
    `${setup.cpu}, ${setup.memoryMb} MB, ${setup.platform}, Node ${setup.node}, ${setup.apiServer}`,
    `registry: pages of 100 tags, 5 ms; medians of ${setup.runs} runs (least to most)\n`,
  ].join('\n');
}

function scenario(value: string, before: readonly string[]): readonly string[] {
  if (!names.includes(value)) throw new InvalidArgumentError(`expected one of ${names.join(', ')}`);
  return [...before, value];
}

function count(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('expected a number above 0');
}
