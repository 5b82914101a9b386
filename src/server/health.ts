import type { Clock, Handler } from '../ports.ts';

export interface HealthDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly startedAt: number;
  readonly intervalMs: number;
  /** Whether the Applications have been listed. */
  readonly ready: () => boolean;
  /** When the last cycle ended, if one has. */
  readonly lastCycle: () => number | undefined;
}

/** Cycles that may be missed before the updater counts as stuck: time-outs can make one cycle long. */
const MISSED_CYCLES = 5;
/** What even a very short interval is given. */
const LEAST_MS = 10 * 60_000;

/**
 * `/healthz`: 200 while cycles end; `/readyz`: 200 once the Applications are known. A registry or
 * repository that fails is no reason for either: a restart would not mend it.
 */
export function healthHandler(deps: HealthDeps): Handler {
  return (path) => {
    if (path === '/healthz') return deps.ready() ? alive(deps) : ok;
    if (path === '/readyz')
      return deps.ready() ? ok : { status: 503, body: 'listing Applications\n' };
    return { status: 404, body: 'not found\n' };
  };
}

const ok = { status: 200, body: 'ok\n' };

function alive({ clock, startedAt, intervalMs, lastCycle }: HealthDeps) {
  const silentMs = clock.now() - (lastCycle() ?? startedAt);
  if (silentMs <= Math.max(LEAST_MS, MISSED_CYCLES * intervalMs)) return ok;
  return { status: 503, body: `no cycle has ended for ${Math.round(silentMs / 1000)} seconds\n` };
}
