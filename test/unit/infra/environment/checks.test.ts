import { describe, expect, it } from '@jest/globals';
import { checkEnvironment } from '../../../../infra/environment/checks.ts';
import { environment, service } from '../../../support/healthy-environment.ts';

describe('the check of an environment', () => {
  it('finds nothing in one that works', () => {
    expect(checkEnvironment(environment(), ['gitToken', 'ghcrToken'])).toEqual([]);
  });

  it('finds pitfalls of all kinds at once', () => {
    const broken = environment({
      gitAccess: [],
      teams: [],
      services: [service({ update: {}, autoscaling: { min: 3, max: 2, cpuPercent: 80 } })],
    });
    expect(checkEnvironment(broken, []).map(({ path }) => path)).toEqual([
      'tagboat:environment.services[0].team',
      'tagboat:environment.services[0].update.allowTags',
      'tagboat:environment.services[0].autoscaling',
      'tagboat:environment.gitAccess',
      'tagboat:environment.registries[0].auth.token',
    ]);
  });

  it('asks for no secrets where none is needed', () => {
    expect(checkEnvironment(environment())).toEqual([]);
  });
});
