import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { diagnose } from './environment/doctor.ts';

const USAGE = 'usage: npm run doctor -- --env prod [--dir .]\n';

/**
 * `npm run doctor -- --env prod [--dir .]`: tells all that is wrong with `Pulumi.<env>.yaml` and touches
 * nothing. Exit codes: 0 nothing is wrong, 1 something is, 2 the command or the file cannot be read.
 */
function main(): number {
  let read: { readonly env: string; readonly file: string; readonly text: string };
  try {
    read = readFile();
  } catch (failure) {
    process.stderr.write(
      `${failure instanceof Error ? failure.message : String(failure)}\n${USAGE}`,
    );
    return 2;
  }
  const { healthy, lines } = diagnose(read.text, read.file, read.env);
  process.stdout.write(`${lines.join('\n')}\n`);
  return healthy ? 0 : 1;
}

function readFile(): { env: string; file: string; text: string } {
  const { values } = parseArgs({
    options: { env: { type: 'string' }, dir: { type: 'string', default: '.' } },
  });
  const { env, dir } = values;
  if (env === undefined) throw new Error('--env is missing');
  const file = join(dir, `Pulumi.${env}.yaml`);
  return { env, file, text: readFileSync(file, 'utf8') };
}

process.exitCode = main();
