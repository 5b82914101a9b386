import { join } from 'node:path';
import { openUpdater } from '../../../src/cli/open-updater.ts';
import { runProgram } from '../../../src/cli/program.ts';
import type { UpdaterOptions } from '../../../src/cli/updater-options.ts';
import { countsOf } from '../../../src/controller/cycles.ts';
import { type TestIo, testIo } from '../../support/program.ts';
import type { Scene } from './scene.ts';
import { type LogLine, linesOf, logOf, type Told } from './told.ts';

/** `tagboat run` at work. */
export interface Running {
  readonly ended: Promise<number>;
  /** The first line with this message, about this Application if one is named, from the start or to come. */
  line(message: string, application?: string): Promise<LogLine>;
  stop(): Promise<number>;
}

/** The updater with its cycles run one by one, as long as it lives. */
export interface Opened {
  /** One cycle, and what it told. */
  cycle(): Promise<Pick<Told, 'lines'> & ReturnType<typeof countsOf>>;
  /** Requests to the Kubernetes API that write, so far. */
  writes(): number;
  close(): Promise<void>;
}

export function start({ printed, leftovers }: Scene, args: readonly string[]): Running {
  const test = testIo();
  const ended = runProgram(['run', ...args], test.io).then((code) => {
    printed.push(test.out(), test.err());
    leftovers.delete(stop);
    return code;
  });
  const stop = () => {
    test.stop();
    return ended;
  };
  leftovers.add(stop);
  return {
    stop,
    ended,
    async line(message, application) {
      const wanted = [message, ...(application === undefined ? [] : [`/${application}"`])];
      return JSON.parse(await lineWith(test, wanted)) as LogLine;
    },
  };
}

function lineWith(test: TestIo, texts: readonly string[]): Promise<string> {
  const lookaheads = texts.map((text) => `(?=.*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`);
  return test.line(new RegExp(`^${lookaheads.join('')}`));
}

export async function open(
  { folder, printed, leftovers }: Scene,
  namespace: string,
): Promise<Opened> {
  const test = testIo();
  let writes = 0;
  const options: UpdaterOptions = {
    kubeconfig: join(folder, 'kubeconfig'),
    registriesConfPath: join(folder, `${namespace}.registries.conf`),
    cacheDir: join(folder, namespace),
    argocdNamespace: namespace,
    watchNamespaces: undefined,
    matchApplicationName: [],
    sources: 'auto',
    gitCommitUser: 'tagboat',
    gitCommitEmail: 'tagboat@example.com',
    loglevel: 'debug',
    logformat: 'json',
    dryRun: false,
  };
  const updater = await openUpdater(test.io, options, {
    onKubeRequest(verb) {
      if (verb === 'patch' || verb === 'create') writes += 1;
    },
  });
  const close = async () => {
    leftovers.delete(close);
    await updater.close();
    printed.push(test.err());
  };
  leftovers.add(close);
  await updater.ready();
  return {
    close,
    writes: () => writes,
    async cycle() {
      const before = test.err().length;
      const counts = countsOf(await updater.controller.once());
      return { ...counts, lines: linesOf(logOf(test.err().slice(before))) };
    },
  };
}
