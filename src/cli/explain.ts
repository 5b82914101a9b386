import { Command } from 'commander';
import { runCycle } from '../controller/cycle.ts';
import { staleOverride } from '../controller/stale.ts';
import { explanationLines } from '../report/format/explanation.ts';
import type { ExitCode, Io, SetExit } from './io.ts';
import { readOne } from './one-application.ts';
import { type OpenStages, withStages } from './open-stages.ts';
import { addUpdaterOptions, type UpdaterOptions } from './updater-options.ts';

/** `tagboat explain APP`: what would be decided now, and the verdict on every tag. Writes nothing. */
export function explainCommand(io: Io, setExit: SetExit): Command {
  const command = new Command('explain')
    .summary('tell why an Application has the tags it has')
    .argument('<application>', 'name or namespace/name');
  return addUpdaterOptions(command).action(async (name: string, options: UpdaterOptions) => {
    const reading = { ...options, dryRun: true };
    setExit(await withStages(io, reading, (opened) => explain(io, opened, name)));
  });
}

async function explain(io: Io, opened: OpenStages, name: string): Promise<ExitCode> {
  const { app, watches, problems } = await readOne(opened, name);
  const stages = { ...opened.stages, application: () => app };
  const results = await runCycle(
    stages,
    watches,
    stages.selector.round(() => 'new'),
  );
  const stale = watches.flatMap((watch) => staleOverride(app, watch) ?? []);
  for (const problem of [...problems, ...stale]) io.out(`problem: ${problem.message}\n`);
  for (const { decision } of results) io.out(`${explanationLines(decision).join('\n')}\n`);
  if (watches.length === 0 && problems.length === 0) {
    io.out(`${name} has no image-list annotation: Tagboat leaves it alone\n`);
  }
  const failed = results.some(({ decision }) => decision.kind === 'failed');
  return problems.length > 0 || failed ? 1 : 0;
}
