import { expect, it } from '@jest/globals';
import { Namespaces } from '../../../infra/namespaces.ts';
import { record } from '../../support/pulumi.ts';

it('namespaces have the names given, and no others', async () => {
  const all = await record(() => new Namespaces('namespaces', { names: ['web', 'argocd'] }));
  expect(Object.fromEntries(all.slice(1).map(({ name, inputs }) => [name, inputs]))).toMatchObject({
    web: { metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } } },
    argocd: { metadata: { name: 'argocd' } },
  });
  expect(all).toHaveLength(3);
});
