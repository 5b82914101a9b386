import { describe, expect, it } from '@jest/globals';
import { teamQuotas } from '../../../charts/quota.ts';
import { teamsOf } from '../../../charts/team.ts';
import { devEnvironment } from '../../support/environments.ts';

function quotas(team: object) {
  const environment = devEnvironment({ teams: [{ name: 'web', ...team }] });
  return teamsOf(environment).flatMap((each) => teamQuotas(environment, each));
}

describe('teamQuotas', () => {
  it('are none without a quota', () => {
    expect(quotas({})).toEqual([]);
  });

  it('limit each namespace of the team', () => {
    const quota = { cpu: '4', memory: '8Gi', pods: 20 };
    expect(quotas({ namespaces: ['web-jobs', 'tmp-*'], quota })).toMatchObject([
      {
        kind: 'ResourceQuota',
        metadata: { name: 'web', namespace: 'web' },
        spec: { hard: { 'requests.cpu': '4', 'requests.memory': '8Gi', pods: '20' } },
      },
      { metadata: { namespace: 'web-jobs' } },
    ]);
  });

  it('limit only what is said', () => {
    expect(quotas({ quota: { pods: 5 } })[0]).toHaveProperty('spec', { hard: { pods: '5' } });
  });
});
