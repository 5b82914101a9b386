import { expect, it } from '@jest/globals';
import { Addon } from '../../../infra/addons.ts';
import { record } from '../../support/pulumi.ts';

it('an add-on is its chart, as the chart has it', async () => {
  const chart = { oci: 'oci://mirror.test/argo-events', version: '1.2.3' };
  const args = { chartName: 'argo-events', namespace: 'events', chart, wait: true } as const;
  const [addon, release] = await record(() => new Addon('events', args));
  expect(addon?.type).toBe('tagboat:infra:Addon');
  expect(release?.inputs).toMatchObject({
    name: 'argo-events',
    namespace: 'events',
    chart: 'oci://mirror.test/argo-events',
    version: '1.2.3',
    skipAwait: false,
    values: {},
  });
});
