import {
  allRequests,
  cpu,
  first,
  git,
  idle,
  kube,
  megabytes,
  patches,
  type Reference,
  type Row,
  release,
  requests,
  row,
  seconds,
  settle,
  untilUpdated,
} from './rows.ts';
import type { WorldOptions } from './world.ts';

export interface Scenario {
  readonly name: string;
  readonly world: WorldOptions;
  /** Between cycles, and longer than one lasts. */
  readonly intervalMs: number;
  readonly rows: readonly Row[];
  /** Runs only when asked for, since it takes minutes. */
  readonly large?: true;
}

const PRODUCTION_INTERVAL_S = 120;
const metadata = requests('head', 'manifest', 'blob');

function world(options: Partial<WorldOptions>): WorldOptions {
  const size = { applications: 50, repositories: 10, tags: 100 };
  return { ...size, strategy: 'semver', writeBack: 'argocd', bearer: false, ...options };
}

/** Rows of a world in which all Applications get an update, then none, then all again. */
function updateRows(goals: {
  readonly patches: number;
  readonly seconds: Reference;
  readonly requests: Reference;
  readonly cpu: Reference;
  readonly megabytes: Reference;
  readonly idleRequests: Reference;
  readonly idleCpu: Reference;
}): readonly Row[] {
  return [
    row('seconds', 'process start until Applications are known', ({ start }) => start.seconds),
    row('seconds', 'first cycle', first(seconds), goals.seconds),
    row('count', 'first cycle: registry requests', first(allRequests), goals.requests),
    row('count', 'first cycle: PATCH requests', first(patches), { exactly: goals.patches }),
    row('count', 'after it: PATCH requests', settle(patches), { exactly: 0 }),
    row('seconds', 'CPU until its end', untilUpdated(cpu), goals.cpu),
    row(
      'megabytes',
      'memory until its end',
      megabytes(({ peakRssFirst }) => peakRssFirst),
      goals.megabytes,
    ),
    row('seconds', 'idle cycle', idle(seconds)),
    row('count', 'idle cycle: registry requests', idle(allRequests), goals.idleRequests),
    row('seconds', 'idle cycle: CPU', idle(cpu), goals.idleCpu),
    row('count', 'idle cycle: PATCH requests', idle(patches), { exactly: 0 }),
    row('seconds', 'new tag everywhere: cycle', release(seconds)),
    row('seconds', 'new tag everywhere: CPU', release(cpu)),
    row(
      'megabytes',
      'memory in all cycles',
      megabytes(({ peakRss }) => peakRss),
    ),
  ];
}

/** The goals are those of the design; rows without one are there to be watched. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: '200',
    world: world({ applications: 200, repositories: 10, tags: 1_000 }),
    intervalMs: 2_000,
    rows: updateRows({
      patches: 200,
      seconds: { below: 2, upstream: 37 },
      requests: { exactly: 100, upstream: 2_200 },
      cpu: { below: 2, upstream: 3.7 },
      megabytes: { below: 120, upstream: 131 },
      idleRequests: { exactly: 100, upstream: 2_200 },
      idleCpu: { below: 0.2, upstream: 1 },
    }),
  },
  {
    name: '1000',
    world: world({ applications: 1_000, repositories: 100, tags: 200 }),
    intervalMs: 5_000,
    rows: updateRows({
      patches: 1_000,
      seconds: { below: 8, upstream: 198 },
      requests: { exactly: 200, upstream: 3_000 },
      cpu: { below: 5, upstream: 5.6 },
      megabytes: { below: 140, upstream: 141 },
      idleRequests: { exactly: 200 },
      idleCpu: {},
    }),
  },
  {
    name: 'newest-build',
    world: world({ strategy: 'newest-build' }),
    intervalMs: 2_000,
    rows: [
      row('count', 'first cycle: metadata requests for 1,000 tags', first(metadata)),
      row('count', 'idle cycle: metadata requests', idle(metadata), { exactly: 0 }),
      row('count', '10 new tags: metadata requests', release(metadata), { exactly: 20 }),
    ],
  },
  {
    name: 'digest',
    world: world({ strategy: 'digest' }),
    intervalMs: 2_000,
    rows: [
      row('count', 'first cycle: metadata requests', first(metadata)),
      row('count', 'idle cycle: HEAD requests', idle(requests('head')), { exactly: 10 }),
      row('count', 'idle cycle: all metadata requests', idle(metadata), { exactly: 10 }),
      row('count', '10 moved tags: HEAD requests', release(requests('head')), { exactly: 10 }),
      row('count', '10 moved tags: all metadata requests', release(metadata)),
    ],
  },
  {
    name: 'tokens',
    world: world({ bearer: true }),
    intervalMs: 2_000,
    rows: [
      row('count', 'first cycle: token requests', first(requests('token')), { exactly: 10 }),
      row('count', 'idle cycle: token requests', idle(requests('token')), { exactly: 0 }),
      row('count', 'first cycle: reads of Secrets', first(kube('get secrets'))),
      row('count', 'idle cycle: reads of Secrets', idle(kube('get secrets'))),
    ],
  },
  {
    name: 'git',
    world: world({ writeBack: 'git' }),
    intervalMs: 2_000,
    rows: [
      row('seconds', 'first cycle', first(seconds)),
      row('count', 'first cycle: fetches', first(git('fetch')), { exactly: 2 }),
      row('count', 'first cycle: commits', first(git('commit')), { exactly: 1 }),
      row('count', 'first cycle: pushes', first(git('push')), { exactly: 1 }),
      row('count', 'first cycle: refreshes of Applications', first(patches), { exactly: 50 }),
      row('seconds', 'idle cycle', idle(seconds)),
      row('count', 'idle cycle: ls-remotes', idle(git('ls-remote')), { exactly: 1 }),
      row('count', 'idle cycle: fetches', idle(git('fetch')), { exactly: 0 }),
      row('seconds', 'new tag everywhere: cycle', release(seconds)),
      row('count', 'new tag everywhere: fetches', release(git('fetch')), { exactly: 0 }),
      row('count', 'new tag everywhere: commits', release(git('commit')), { exactly: 1 }),
      row('count', 'new tag everywhere: pushes', release(git('push')), { exactly: 1 }),
    ],
  },
  {
    name: '10000',
    large: true,
    world: world({ applications: 10_000, repositories: 1_000, tags: 100 }),
    intervalMs: 45_000,
    rows: [
      row('seconds', 'process start until Applications are known', ({ start }) => start.seconds),
      row('seconds', 'first cycle', first(seconds)),
      row('seconds', 'CPU until its end', untilUpdated(cpu)),
      row('seconds', 'idle cycle', idle(seconds)),
      row('count', 'idle cycle: registry requests', idle(allRequests), { exactly: 1_000 }),
      row('percent', 'idle CPU at an interval of 2 minutes', idle(percentOfCore), { below: 5 }),
      row(
        'megabytes',
        'memory in all cycles',
        megabytes(({ peakRss }) => peakRss),
        { below: 512 },
      ),
    ],
  },
];

function percentOfCore({ cpuSeconds }: { readonly cpuSeconds: number }): number {
  return (100 * cpuSeconds) / PRODUCTION_INTERVAL_S;
}

/** `50 Applications, 10 repositories of 100 tags` */
export function titleOf({ applications, repositories, tags }: WorldOptions): string {
  const number = (value: number) => value.toLocaleString('en-US');
  return `${number(applications)} Applications, ${number(repositories)} repositories of ${number(tags)} tags`;
}
