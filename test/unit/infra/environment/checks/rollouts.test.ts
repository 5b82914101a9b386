import { describe, expect, it } from '@jest/globals';
import { checkRollouts, needsPerson } from '../../../../../infra/environment/checks/rollouts.ts';
import { environment, service } from '../../../../support/healthy-environment.ts';

const BY_HAND = { kind: 'blueGreen' };
const UNATTENDED = { kind: 'blueGreen', autoPromotion: true };
const PAUSED = { kind: 'canary', steps: [{ setWeight: 20 }, { pause: 'manual' }] };
const TIMED = { kind: 'canary', steps: [{ setWeight: 20 }, { pause: '5m' }] };

function paths(...services: readonly object[]) {
  return checkRollouts(environment({ services })).map(({ path }) => path);
}

describe('a rollout', () => {
  it.each<[object, boolean]>([
    [BY_HAND, true],
    [PAUSED, true],
    [UNATTENDED, false],
    [TIMED, false],
    [{ kind: 'deployment' }, false],
  ])('%j needs a person: %s', (rollout, expected) => {
    const [read] = environment({ services: [service({ rollout })] }).services;
    expect(read && needsPerson(read)).toBe(expected);
  });

  const later = service({ name: 'front', syncWave: 1 });

  it.each([[BY_HAND], [PAUSED]])('that waits, %j, has nothing behind it', (rollout) => {
    const [finding] = checkRollouts(environment({ services: [service({ rollout }), later] }));
    expect(finding?.path).toBe('tagboat:environment.services[0].syncWave');
    expect(finding?.reason).toContain('Suspended');
    expect(finding?.found).toContain('front');
  });

  it('that waits has no third-party application behind it', () => {
    const redis = {
      name: 'redis',
      namespace: 'redis',
      syncWave: 2,
      source: { repository: 'https://github.com/acme/redis', path: '.', revision: 'main' },
    };
    const over = { services: [service({ rollout: BY_HAND, syncWave: 1 })], thirdParty: [redis] };
    expect(checkRollouts(environment(over))).toHaveLength(1);
  });

  it.each([[UNATTENDED], [TIMED]])('that goes on, %j, may have a wave behind it', (rollout) => {
    expect(paths(service({ rollout }), later)).toEqual([]);
  });

  it('that waits may be in the last wave', () => {
    expect(paths(service(), service({ name: 'front', syncWave: 1, rollout: BY_HAND }))).toEqual([]);
  });
});

describe('numbers that contradict each other', () => {
  it.each<[string, object]>([
    ['autoscaling', { autoscaling: { min: 3, max: 2, cpuPercent: 80 } }],
    ['maxUnavailable', { replicas: 2, maxUnavailable: 2 }],
    ['maxUnavailable', { autoscaling: { min: 2, max: 4, cpuPercent: 80 }, maxUnavailable: 3 }],
    ['routingClass', { host: 'a.acme.io', routing: 'gateway' }],
    ['routingClass', { host: 'a.acme.io', routing: 'gateway', routingClass: 'public' }],
  ])('are found at %s: %j', (field, over) => {
    expect(paths(service({ ...over }))).toEqual([`tagboat:environment.services[0].${field}`]);
  });

  it.each<[object]>([
    [{ autoscaling: { min: 2, max: 2, cpuPercent: 80 }, maxUnavailable: 1 }],
    [{ replicas: 1, maxUnavailable: 1 }],
    [{ routing: 'gateway' }],
    [{ host: 'a.acme.io', routing: 'gateway', routingClass: 'infra/public' }],
  ])('are not found in %j', (over) => {
    expect(paths(service({ ...over }))).toEqual([]);
  });
});
