import { Command } from 'commander';
import { type Listening, serve } from '../adapters/http-server.ts';
import { systemClock } from '../adapters/system.ts';
import { healthHandler } from '../server/health.ts';
import { ended, type Io, type SetExit } from './io.ts';
import { openUpdater } from './open-updater.ts';
import { addUpdaterOptions, duration, type UpdaterOptions, variable } from './updater-options.ts';

interface RunOptions extends UpdaterOptions {
  readonly interval: number;
  readonly healthProbeBindAddress: string;
}

/** `tagboat run`: the updater, until the process is asked to end. */
export function runCommand(io: Io, setExit: SetExit): Command {
  const interval = variable('--interval <duration>', 'between two looks', 'IMAGE_UPDATER_INTERVAL');
  const command = new Command('run')
    .summary('keep Applications up to date')
    .description('Looks for new tags at every interval, and at an Application when it changes.')
    .addOption(interval.argParser(duration).default(duration('2m'), '2m'))
    .option('--health-probe-bind-address <address>', 'for /healthz and /readyz; 0: none', ':8081');
  return addUpdaterOptions(command).action(async (options: RunOptions) => {
    await keepUpToDate(io, options);
    setExit(0);
  });
}

async function keepUpToDate(io: Io, options: RunOptions): Promise<void> {
  const { interval: intervalMs, healthProbeBindAddress } = options;
  let sign = systemClock.now();
  const updater = await openUpdater(io, options, {
    onRegistryRequest() {
      sign = systemClock.now();
    },
  });
  const { controller, log } = updater;
  let ready = false;
  const health = healthHandler({
    clock: systemClock,
    intervalMs,
    ready: () => ready,
    lastSign: () => Math.max(sign, controller.lastCycle() ?? sign),
  });
  let listening: Listening | undefined;
  try {
    if (healthProbeBindAddress !== '0') listening = await serve(healthProbeBindAddress, health);
    const { dryRun } = options;
    log.info('started', {
      intervalMs,
      ...updater.annotations,
      dryRun,
      healthPort: listening?.port,
    });
    await Promise.race([updater.ready(), ended(io)]);
    ready = true;
    await controller.run(intervalMs, io.signal);
    log.info('stopped');
  } finally {
    await listening?.close();
    await updater.close();
  }
}
