import type { Bundle } from './bundle.ts';
import { startChild } from './child.ts';
import type { Cluster } from './cluster.ts';
import type { UpdaterService } from './updater.ts';
import { type Counts, type Spent, since, type Usage } from './usage.ts';
import { startWorld, type WorldOptions } from './world.ts';

/** What one updater used in one world. */
export interface Figures {
  /** From the start of the process until the Applications are known. */
  readonly start: Spent;
  /** The first cycle, in which every Application gets an update. */
  readonly first: Spent;
  /** From then on until every Application was looked at again, since its change was seen. */
  readonly settle: Spent;
  /** Cycles in which nothing is new. */
  readonly idle: readonly Spent[];
  /** A cycle in which every repository has one more tag, which every Application gets. */
  readonly release: Spent;
  /** Bytes at most, until the end of the first cycle and until the end. */
  readonly peakRssFirst: number;
  readonly peakRss: number;
}

export interface MeasureOptions {
  readonly world: WorldOptions;
  readonly namespace: string;
  readonly updater: Bundle;
  readonly nodeFlags: readonly string[];
  readonly idleCycles: number;
  /** Longer than a cycle lasts. */
  readonly intervalMs: number;
}

/** Starts a world and an updater, follows it through its cycles, and stops both. */
export async function measure(cluster: Cluster, options: MeasureOptions): Promise<Figures> {
  const { nodeFlags, namespace } = options;
  const world = await startWorld(cluster, namespace, options.world);
  const { path, environment } = options.updater;
  const updater = startChild<UpdaterService>(path, { nodeFlags, environment });
  const { flags, scratch } = world;
  let before: Moment = { ...NOTHING, git: await world.gitCounts() };

  /** What was used since it was last asked; with a beginning, the time since then. */
  async function spent(ended: Usage, began: Usage = before): Promise<Spent> {
    const after = { ...ended, git: await world.gitCounts() };
    const result = difference(before, after, ended.seconds - began.seconds);
    before = after;
    return result;
  }

  async function cycle(state: 'written' | 'current'): Promise<Spent> {
    const { began, ended } = await updater.ask('all', state);
    return spent(ended, began);
  }

  try {
    const watches = options.world.applications;
    const start = await spent(await updater.ask('open', { flags, scratch, watches }));
    await updater.ask('run', options.intervalMs);
    const first = await cycle('written');
    const peakRssFirst = before.peakRss;
    const settle = await cycle('current');
    const idle: Spent[] = [];
    while (idle.length < options.idleCycles) idle.push(await cycle('current'));
    await world.release();
    const release = await cycle('written');
    return { start, first, settle, idle, release, peakRssFirst, peakRss: before.peakRss };
  } finally {
    await updater.stop();
    await world.stop();
  }
}

type Moment = Usage & { readonly git: Counts };

const NOTHING: Usage = { seconds: 0, cpuSeconds: 0, rss: 0, peakRss: 0, registry: {}, kube: {} };

function difference(before: Moment, after: Moment, seconds: number): Spent {
  return {
    seconds,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
    registry: since(before.registry, after.registry),
    kube: since(before.kube, after.kube),
    git: since(before.git, after.git),
  };
}
