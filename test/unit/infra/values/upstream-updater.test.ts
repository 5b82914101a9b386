import { describe, expect, it } from '@jest/globals';
import { upstreamUpdaterValues } from '../../../../infra/values/upstream-updater.ts';
import { unknownKeys } from '../../../support/chart-keys.ts';
import { devEnvironment, prodEnvironment } from '../../../support/environments.ts';

describe('values of upstream’s updater', () => {
  it.each([
    ['dev', devEnvironment()],
    ['prod', prodEnvironment()],
  ])('are known to its chart, for %s', (_name, environment) => {
    expect(unknownKeys('argocd-image-updater', upstreamUpdaterValues(environment))).toEqual([]);
  });

  it('say how often, who commits, and what is logged', () => {
    const updater = {
      interval: '90s',
      logLevel: 'debug' as const,
      gitIdentity: { name: 'tags', email: 'tags@acme.test' },
    };
    expect(upstreamUpdaterValues(devEnvironment({ updater }))).toMatchObject({
      extraArgs: ['--interval', '90s'],
      extraEnv: [],
      config: { 'git.user': 'tags', 'git.email': 'tags@acme.test', 'log.level': 'debug' },
    });
  });

  it('name all namespaces when there are more than Argo CD’s', () => {
    expect(upstreamUpdaterValues(prodEnvironment()).extraEnv).toEqual([
      { name: 'IMAGE_UPDATER_WATCH_NAMESPACES', value: 'argocd,team-apps' },
    ]);
  });
});
