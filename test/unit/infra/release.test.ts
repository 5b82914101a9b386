import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { helmRelease } from '../../../infra/release.ts';
import { record } from '../../support/pulumi.ts';

it.each([true, false])(
  'a chart in a folder is found wherever Pulumi runs; waits: %s',
  async (wait) => {
    const source = { path: 'vendor/argo-cd.tgz' };
    const args = { namespace: 'argocd', source, values: { a: 1 }, wait };
    const [release] = await record(() => helmRelease('argocd', args, {}));
    expect(release?.inputs).toEqual({
      chart: join(import.meta.dirname, '../../../vendor/argo-cd.tgz'),
      compat: 'true',
      name: 'argocd',
      namespace: 'argocd',
      skipAwait: !wait,
      values: { a: 1 },
    });
  },
);
