import { Command } from 'commander';
import { countsOf } from '../controller/cycles.ts';
import type { Io, SetExit } from './io.ts';
import { checkAccess, openUpdater } from './open-updater.ts';
import { addUpdaterOptions, type UpdaterOptions } from './updater-options.ts';

/** `tagboat once`: one cycle over everything; exit code 1 when anything failed or is configured wrongly. */
export function onceCommand(io: Io, setExit: SetExit): Command {
  const command = new Command('once').summary('run one cycle and end');
  return addUpdaterOptions(command).action(async (options: UpdaterOptions) => {
    const updater = await openUpdater(io, options);
    try {
      await checkAccess(updater);
      await updater.ready();
      const counts = countsOf(await updater.controller.once());
      const problems = updater.source.watches().problems.length;
      updater.log.info('cycle done', { ...counts, problems });
      setExit(counts.failed + problems === 0 ? 0 : 1);
    } finally {
      await updater.close();
    }
  });
}
