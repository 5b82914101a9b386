import { Command } from 'commander';
import { createLog } from '../../src/adapters/log.ts';
import type { Io } from '../../src/cli/io.ts';
import { type OpenUpdater, openUpdater } from '../../src/cli/open-updater.ts';
import { addUpdaterOptions, type UpdaterOptions } from '../../src/cli/updater-options.ts';
import { createReporter } from '../../src/report/reporter.ts';
import { createRecorder, type Recorded, type Recorder, type State } from './recorder.ts';
import { serve } from './serve.ts';
import type { Usage } from './usage.ts';

/** The updater as `tagboat run` is one, and what it uses. */
export interface UpdaterService {
  /** Resolves once the Applications are known. */
  open(options: OpenOptions): Promise<Usage>;
  /** Begins with a cycle; more follow at the interval. */
  run(intervalMs: number): Promise<void>;
  /** Waits until every Application was written, or found current, since this was last asked. */
  all(state: State): Promise<Recorded<Usage>>;
}

export interface OpenOptions {
  /** Of `tagboat run`. */
  readonly flags: readonly string[];
  /** A folder that may be deleted afterwards. */
  readonly scratch: string;
  /** How many images are watched. */
  readonly watches: number;
}

const KIB = 1024;
const SECOND_MS = 1000;
const SECOND_US = 1_000_000;

const registry: Record<string, number> = {};
const kube: Record<string, number> = {};
let updater: OpenUpdater | undefined;
let recorder: Recorder<Usage> | undefined;
const ending = new AbortController();

function usage(): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    seconds: performance.now() / SECOND_MS,
    cpuSeconds: (userCPUTime + systemCPUTime) / SECOND_US,
    rss: process.memoryUsage.rss(),
    peakRss: maxRSS * KIB,
    registry: { ...registry },
    kube: { ...kube },
  };
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

function ioFor(scratch: string): Io {
  return {
    environment: process.env,
    out: () => undefined,
    err: (text) => process.stderr.write(text),
    readInput: async () => '',
    colours: false,
    platform: 'linux/amd64',
    scratch,
    signal: ending.signal,
  };
}

serve<UpdaterService>({
  async open({ flags, scratch, watches }) {
    const command = addUpdaterOptions(new Command('run')).parse(flags, { from: 'user' });
    const options = command.opts<UpdaterOptions>();
    const io = ioFor(scratch);
    const log = createLog({ level: options.loglevel, format: options.logformat, write: io.err });
    recorder = createRecorder({ next: createReporter(log), watches, now: usage });
    updater = await openUpdater(io, options, {
      reporter: recorder.reporter,
      onRegistryRequest: (kind) => count(registry, kind),
      onKubeRequest: (verb, { plural }) => count(kube, `${verb} ${plural}`),
    });
    await updater.ready();
    return usage();
  },
  async run(intervalMs) {
    updater?.controller.run(intervalMs, ending.signal).catch((thrown: unknown) => {
      process.stderr.write(`${String(thrown)}\n`);
      process.exit(1);
    });
  },
  async all(state) {
    if (recorder === undefined) throw new Error('not open');
    return recorder.all(state);
  },
});
