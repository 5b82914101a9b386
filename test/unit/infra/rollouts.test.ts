import { expect, it } from '@jest/globals';
import { ArgoRollouts } from '../../../infra/rollouts.ts';
import { prodEnvironment } from '../../support/environments.ts';
import { record } from '../../support/pulumi.ts';

it('Argo Rollouts has the dashboard that the environment asks for', async () => {
  const { rollouts } = prodEnvironment();
  const [, release] = await record(() => new ArgoRollouts('rollouts', { rollouts, wait: false }));
  expect(release?.inputs).toMatchObject({
    chart: 'argo-rollouts',
    namespace: 'argo-rollouts',
    skipAwait: true,
    values: { dashboard: { enabled: true } },
  });
});
