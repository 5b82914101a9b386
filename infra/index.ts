import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { orThrow } from '../src/model/errors.ts';
import { diagnose } from './environment/doctor.ts';
import { readEnvironment } from './environment.ts';
import { ROOT } from './paths.ts';
import { program } from './program.ts';

/** What `pulumi up` runs: the environment of the stack, unless anything is wrong with it. */
const stack = pulumi.getStack();
const file = `Pulumi.${stack}.yaml`;
const text = readFileSync(join(ROOT, file), 'utf8');

const { healthy, lines } = diagnose(text, file, stack);
if (!healthy) throw new pulumi.RunError(lines.join('\n'));

const config = new pulumi.Config('tagboat');
const { environment } = orThrow(readEnvironment(text, file));
program({ environment, secret: (key) => config.requireSecret(key) });
