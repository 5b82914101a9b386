import { Command } from 'commander';
import { printable } from '../model/printable.ts';
import { clearPatch } from '../writeback/edits/stale.ts';
import type { ExitCode, Io, SetExit } from './io.ts';
import { readOne } from './one-application.ts';
import { type OpenStages, withStages } from './open-stages.ts';
import { addUpdaterOptions, type UpdaterOptions } from './updater-options.ts';

/**
 * `tagboat clear APP`: removes the overrides of tracked images from an Application's spec, so that what is
 * in git counts again. Shows what it removes; with --dry-run it only shows.
 */
export function clearCommand(io: Io, setExit: SetExit): Command {
  const command = new Command('clear')
    .summary('remove stale parameter overrides from an Application')
    .argument('<application>', 'name or namespace/name');
  return addUpdaterOptions(command).action(async (name: string, options: UpdaterOptions) => {
    setExit(await withStages(io, options, (opened) => clear(io, opened, name)));
  });
}

async function clear(io: Io, { stages, ...opened }: OpenStages, name: string): Promise<ExitCode> {
  const { app, watches, problems } = await readOne(opened, name);
  for (const problem of problems) io.err(`problem: ${problem.message}\n`);
  const { removed } = clearPatch(app, watches);
  for (const override of removed) io.out(`${printable(override)}\n`);
  if (removed.length === 0) io.out(`${name} overrides no tracked image\n`);
  if (removed.length === 0 || stages.dryRun) return 0;
  await stages.applicationWriter.update(app, (current) => clearPatch(current, watches).patch);
  io.out('removed; Argo CD applies what is in git at its next sync\n');
  return 0;
}
