import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { checkEnvironment } from '../../infra/environment/checks.ts';
import { inOneLine } from '../../infra/environment/finding.ts';
import { type Environment, readEnvironment } from '../../infra/environment.ts';
import { asTagboatError, orThrow, TagboatError } from '../../src/model/errors.ts';
import { files } from '../manifests.ts';
import { clusterFolder } from '../root-app.ts';
import { diffText } from './diff.ts';
import { applyPlan, readFiles } from './folder.ts';
import { keepTags } from './keep-tags.ts';
import { planSynth, type SynthPlan } from './plan.ts';

/** Where the command tells what it does. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** 0 done, 1 failed, 2 used wrongly, 3 the folder differs from the environment file (`--check`). */
export type SynthExit = 0 | 1 | 2 | 3;

interface Options {
  readonly env: string;
  readonly out: string;
  readonly dir: string;
  readonly check?: boolean;
}

/** Writes what an environment is in the GitOps repository, unless anything is wrong with it. Never throws: what fails is told on `err`. */
export function runSynth(args: readonly string[], output: Output): SynthExit {
  const command = new Command('synth')
    .description('Writes the files of an environment into a checkout of the GitOps repository.')
    .addOption(required('--env <name>', 'reads Pulumi.<name>.yaml', 'TAGBOAT_ENV'))
    .addOption(required('--out <folder>', 'the checkout', 'CDK8S_OUTDIR'))
    .option('--dir <folder>', 'where Pulumi.<name>.yaml is', '.')
    .option('--check', 'write nothing; show the difference and exit with 3 if there is one')
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err });
  try {
    command.parse(args, { from: 'user' });
    return synth(command.opts<Options>(), output);
  } catch (thrown) {
    return exitOf(thrown, output);
  }
}

/** An option that `cdk8s synth` gives as a variable, since it calls without arguments. */
function required(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(variable).makeOptionMandatory();
}

function synth({ env, out, dir, check = false }: Options, output: Output): SynthExit {
  const environment = environmentOf(env, dir);
  const wanted = files(environment, (path) => textOf(join(dir, path)));
  const existing = readFiles(out, ['charts', 'kustomize', clusterFolder(environment)]);
  const kept = keepTags(environment, wanted, existing);
  const plan = orThrow(planSynth(environment.name, kept, existing));
  if (check) {
    output.out(diffText(plan, existing));
    return plan.writes.size + plan.removes.length === 0 ? 0 : 3;
  }
  applyPlan(out, plan);
  output.out(summary(plan));
  return 0;
}

function environmentOf(name: string, dir: string): Environment {
  const path = join(dir, `Pulumi.${name}.yaml`);
  const { environment } = orThrow(readEnvironment(textOf(path), path));
  if (environment.name !== name) {
    throw new TagboatError('invalid-config', {
      where: path,
      what: 'names another environment than its file does',
      found: environment.name,
      expected: name,
    });
  }
  const findings = checkEnvironment(environment).map(inOneLine);
  if (findings.length === 0) return environment;
  const what = ['would not work', ...findings].join('\n  ');
  throw new TagboatError('invalid-config', { where: path, what });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new TagboatError('invalid-config', { where: `file ${path}`, what, found: code }, cause);
  }
}

function summary({ writes, removes, unchanged }: SynthPlan): string {
  const lines = [
    ...[...writes.keys()].map((path) => `wrote ${path}`),
    ...removes.map((path) => `removed ${path}`),
    `${writes.size} written, ${removes.length} removed, ${unchanged.length} unchanged`,
  ];
  return `${lines.join('\n')}\n`;
}

function exitOf(thrown: unknown, { err }: Output): SynthExit {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  const error = asTagboatError(thrown, 'synth');
  err(`synth: ${error.message}\n`);
  return error.code === 'invalid-config' ? 2 : 1;
}
