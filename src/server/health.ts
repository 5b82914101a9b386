import type { Clock, Handler } from '../ports.ts';

export interface HealthDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly intervalMs: number;
  /** Whether the Applications have been listed. */
  readonly ready: () => boolean;
  /** When it last got on: it started, a cycle ended or a registry was asked. Milliseconds since 1970. */
  readonly lastSign: () => number;
}

/** Cycles that may be missed before the updater counts as stuck. */
const MISSED_CYCLES = 5;
/** What even a very short interval is given. */
const LEAST_MS = 10 * 60_000;

/**
 * `/healthz`: 200 while it gets on; `/readyz`: 200 once the Applications are known. A registry or
 * repository that fails is no reason for either: a restart would not mend it. Nor is a long cycle, as the
 * first one of newest-build is: a restart would begin it anew.
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

function alive({ clock, intervalMs, lastSign }: HealthDeps) {
  const silentMs = clock.now() - lastSign();
  if (silentMs <= Math.max(LEAST_MS, MISSED_CYCLES * intervalMs)) return ok;
  return { status: 503, body: `no sign of work for ${Math.round(silentMs / 1000)} seconds\n` };
}
