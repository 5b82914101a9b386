import { describe, expect, it } from '@jest/globals';
import { healthHandler } from '../../../src/server/health.ts';

const MINUTE = 60_000;

function health({ now = 0, ready = true, lastSign = 0 } = {}) {
  return healthHandler({
    clock: { now: () => now },
    intervalMs: 2 * MINUTE,
    ready: () => ready,
    lastSign: () => lastSign,
  });
}

describe('healthHandler', () => {
  it.each([
    ['/healthz', { ready: false, now: 60 * MINUTE }, 200],
    ['/readyz', { ready: false }, 503],
    ['/readyz', { ready: true }, 200],
    ['/healthz', { now: 5 * MINUTE }, 200],
    ['/healthz', { now: 60 * MINUTE, lastSign: 55 * MINUTE }, 200],
    ['/healthz', { now: 60 * MINUTE, lastSign: 49 * MINUTE }, 503],
    ['/healthz', { now: 60 * MINUTE }, 503],
    ['/elsewhere', {}, 404],
  ])('answers %s for %j with %d', (path, state, status) => {
    expect(health(state)(path).status).toBe(status);
  });
});
