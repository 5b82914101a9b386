import { join } from 'node:path';
import { removeFolder, writePrivateText } from '../../adapters/files.ts';
import { gitVersion } from '../../adapters/git.ts';
import { systemClock } from '../../adapters/system.ts';
import { REPOSITORY, registriesConf, startWorld, type World } from '../../demo/world.ts';
import { type ExitCode, ended, type Io } from '../io.ts';
import { type OpenUpdater, openUpdater } from '../open-updater.ts';
import type { UpdaterOptions } from '../updater-options.ts';
import { checkCommit, checkPatch } from './checks.ts';
import { createNarrator, type Narrator } from './narrator.ts';
import { decisionLines, farewell, keepLines } from './texts.ts';
import { createWatcher, isCurrent, isWritten, type Watcher } from './watcher.ts';

const INTERVAL_MS = 1000;

/** What somebody pushes beside v1.0.3, each a way to fool a lenient reader of versions. */
const TRAPS = [
  '20251114-173059',
  '20251114',
  '20251114-073059',
  '3f9c2ab',
  'v1.1.0-rc.1',
  'latest',
];

/** A pushed tag reaches two Applications; exit code 1 when any step fails. */
export async function tellStory(io: Io, { keep }: { readonly keep: boolean }): Promise<ExitCode> {
  const narrator = createNarrator(io, systemClock.now);
  narrator.say(
    'Tagboat demo: Kubernetes API, registry and git server are stand-ins inside this process.',
  );
  narrator.say();
  await narrator.step('git is installed', () => gitVersion(io.environment));
  const world = await narrator.step('Kubernetes API, registry and git server are up', () =>
    startWorld(io.environment),
  );
  try {
    await tellIn(world, io, narrator, keep);
    return 0;
  } finally {
    await world.stop();
    removeFolder(io.scratch);
  }
}

async function tellIn(world: World, io: Io, narrator: Narrator, keep: boolean): Promise<void> {
  const watcher = createWatcher();
  const updater = await openUpdater(io, optionsFor(world, io), { reporter: watcher });
  const ending = new AbortController();
  const signal = AbortSignal.any([io.signal, ending.signal]);
  let running: Running | undefined;
  try {
    running = await narrator.step(
      'tagboat run: two Applications, both at v1.0.2, the best tag',
      () => start(updater, watcher, signal),
    );
    await pushAndSee(world, watcher, narrator);
    if (keep) await stayUp(world, io, narrator);
    ending.abort();
    await narrator.step('stopped, finishing what was under way', async () => running?.ended);
    narrator.say();
    narrator.say(farewell(world));
  } finally {
    ending.abort();
    await running?.ended;
    await updater.close();
  }
}

/** Starts the updater as `tagboat run` does, and waits until it found that nothing is to be done. */
async function start(
  updater: OpenUpdater,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<Running> {
  const settled = Promise.all(['back', 'back-git'].map((name) => watcher.next(name, isCurrent)));
  await updater.ready();
  const running = updater.controller.run(INTERVAL_MS, signal);
  await settled;
  return { ended: running };
}

/** The updater at work; a promise of its own would be awaited too early. */
interface Running {
  readonly ended: Promise<void>;
}

async function pushAndSee(world: World, watcher: Watcher, narrator: Narrator): Promise<void> {
  narrator.say();
  narrator.say('  Somebody pushes v1.0.3, and also');
  narrator.say(`  ${TRAPS.join(', ')}`);
  narrator.say();
  const patched = watcher.next('back', isWritten);
  const committed = watcher.next('back-git', isWritten);
  const pushedAt = systemClock.now();
  for (const tag of [...TRAPS, 'v1.0.3']) world.registry.pushImage(REPOSITORY, tag, { label: tag });

  const poll = `noticed at the next poll (one every ${INTERVAL_MS} ms), decided, written`;
  const { decision } = await narrator.step(poll, () => patched, pushedAt);
  narrator.detail(decisionLines(decision));
  narrator.detail(
    await narrator.step('Application argocd/back has new Helm parameters', () => checkPatch(world)),
  );
  const commit = 'Application argocd/back-git has a new commit, counted from the push';
  const pushed = await narrator.step(commit, () => committed, pushedAt);
  narrator.detail(await checkCommit(world, pushed));
}

async function stayUp(world: World, io: Io, narrator: Narrator): Promise<void> {
  narrator.say();
  for (const line of keepLines(world, filesIn(io))) narrator.say(line);
  await ended(io);
}

function optionsFor(world: World, io: Io): UpdaterOptions {
  const files = filesIn(io);
  writePrivateText(files.kubeconfig, world.kube.kubeconfig('argocd'));
  writePrivateText(files.registriesConfPath, registriesConf(world));
  return {
    ...files,
    cacheDir: join(io.scratch, 'git'),
    watchNamespaces: undefined,
    matchApplicationName: [],
    sources: 'auto',
    gitCommitUser: 'tagboat',
    gitCommitEmail: 'tagboat@example.invalid',
    loglevel: 'error',
    logformat: 'text',
    dryRun: false,
  };
}

function filesIn({ scratch }: Io) {
  return {
    kubeconfig: join(scratch, 'kubeconfig'),
    registriesConfPath: join(scratch, 'registries.conf'),
  };
}
