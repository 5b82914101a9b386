import { describe, expect, it } from '@jest/globals';
import { releaseSource } from '../../../../infra/values/charts.ts';

describe('releaseSource', () => {
  it('takes a pinned version from Argo’s repository', () => {
    expect(releaseSource('argo-cd')).toEqual({
      chart: 'argo-cd',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      repositoryOpts: { repo: 'https://argoproj.github.io/argo-helm' },
    });
  });

  it.each([
    [
      { repository: 'https://charts.test', version: '1.2.3' },
      { chart: 'argo-events', version: '1.2.3', repositoryOpts: { repo: 'https://charts.test' } },
    ],
    [
      { oci: 'oci://mirror.test/argo-events', version: '1.2.3' },
      { chart: 'oci://mirror.test/argo-events', version: '1.2.3' },
    ],
    [{ path: 'vendor/argo-events.tgz' }, { path: 'vendor/argo-events.tgz' }],
  ])('reads %j', (chart, source) => {
    expect(releaseSource('argo-events', chart)).toEqual(source);
  });
});
