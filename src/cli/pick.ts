import { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { createLog } from '../adapters/log.ts';
import { createSelector } from '../controller/selector.ts';
import { parseCredentialSource } from '../model/credential-source.ts';
import { orThrow, TagboatError } from '../model/errors.ts';
import { parseImage, repositoryOf } from '../model/image.ts';
import type { PolicySpec } from '../model/policy.ts';
import type { Selection } from '../model/verdict.ts';
import { verdictLines, verdictReport } from '../report/format/verdicts.ts';
import { compilePolicy } from '../select/policy.ts';
import { select } from '../select/select.ts';
import { addConnectionOptions, type ConnectionOptions } from './connection-options.ts';
import type { Io, SetExit } from './io.ts';
import { lazyKube, openRegistry } from './open-registry.ts';
import {
  addPolicyOptions,
  POLICY_ORIGINS,
  type PolicyOptions,
  policyOf,
} from './policy-options.ts';

interface PickOptions extends PolicyOptions, ConnectionOptions {
  readonly image?: string;
  readonly credentials?: string;
  readonly output: 'table' | 'json' | 'yaml';
}

/** `tagboat pick`: what a policy makes of tags, from standard input or from a registry. */
export function pickCommand(io: Io, setExit: SetExit): Command {
  const command = new Command('pick')
    .summary('show which tag a policy takes, and why not the others')
    .description(
      'Reads tags from standard input, one a line, or lists those of --image, and prints a verdict for each.',
    )
    .option('--image <ref>', 'list the tags of this image')
    .option('--credentials <source>', 'for --image: env:VAR, ext:/path, secret:ns/name#key, …')
    .addOption(
      new Option('-o, --output <format>').choices(['table', 'json', 'yaml']).default('table'),
    );
  return addConnectionOptions(addPolicyOptions(command)).action(async (options: PickOptions) => {
    const policy = policyOf(options);
    const selection =
      options.image === undefined
        ? selectFrom(await io.readInput(), policy)
        : await selectLive(io, options, options.image);
    setExit(print(io, selection, options.output));
  });
}

const WANTED = { digest: 'digests', platform: 'platforms', created: 'creation dates' } as const;

function selectFrom(input: string, spec: PolicySpec): Selection {
  const tags = input.split(/\r?\n/).filter((line) => line !== '');
  const selection = select(tags, orThrow(compilePolicy(spec, POLICY_ORIGINS)));
  if (selection.kind !== 'needs') return selection;
  throw new TagboatError('invalid-config', {
    where: 'standard input',
    what: `holds no ${WANTED[selection.want]}, and ${spec.strategy} needs them`,
    hint: 'name the image with --image',
  });
}

async function selectLive(io: Io, options: PickOptions, image: string): Promise<Selection> {
  const log = createLog({ level: 'warn', format: 'text', write: io.err });
  const { registry, close } = openRegistry(io, options, { kube: lazyKube(io, options), log });
  try {
    const repository = repositoryOf(orThrow(parseImage(image)));
    const { credentials } = options;
    const pullSecret =
      credentials === undefined
        ? undefined
        : orThrow(parseCredentialSource(credentials, { namespace: 'default' }));
    const question = { repository, pullSecret, policy: policyOf(options), origins: POLICY_ORIGINS };
    const round = createSelector(registry).round(() => 'new');
    return (await round.propose(question)).selection;
  } finally {
    await close();
  }
}

function print(io: Io, selection: Selection, output: PickOptions['output']) {
  if (selection.kind !== 'decided') {
    const why = selection.kind === 'unknown' ? selection.reason : `no ${WANTED[selection.want]}`;
    io.err(`tagboat: no decision: ${why}\n`);
    return 1;
  }
  const { pick, verdicts } = selection;
  const report = verdictReport(pick, verdicts);
  if (output === 'json') io.out(`${JSON.stringify(report, null, 2)}\n`);
  else if (output === 'yaml') io.out(stringify(report));
  else io.out(`${[...verdictLines(verdicts), `pick: ${pick?.tag ?? 'none'}`].join('\n')}\n`);
  return 0;
}
