import { expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { GitAccess } from '../../../infra/git-access.ts';
import { prodEnvironment } from '../../support/environments.ts';
import { record, revealed } from '../../support/pulumi.ts';

it('repositories and clusters are Secrets that Argo CD finds and can read', async () => {
  const { gitAccess, clusters } = prodEnvironment();
  const secret = (key: string) => pulumi.secret(`hush-${key}`);
  const args = { argocdNamespace: 'argocd', gitAccess, clusters, secret };
  const all = await record(() => new GitAccess('git', args));
  const secrets = all.map(({ inputs }) => revealed(inputs)).slice(1);
  expect(secrets).toHaveLength(4);
  expect(secrets).toContainEqual(
    expect.objectContaining({
      metadata: expect.objectContaining({
        name: 'repo-github-com-acme-charts',
        namespace: 'argocd',
        labels: expect.objectContaining({ 'argocd.argoproj.io/secret-type': 'repository' }),
      }),
      data: {
        type: btoa('git'),
        url: btoa('git@github.com:acme/charts.git'),
        sshPrivateKey: btoa('hush-sshKey'),
      },
    }),
  );
  expect(secrets).toContainEqual(
    expect.objectContaining({
      metadata: expect.objectContaining({
        labels: expect.objectContaining({
          tier: 'edge',
          'argocd.argoproj.io/secret-type': 'cluster',
        }),
      }),
      data: {
        name: btoa('edge'),
        server: btoa('https://edge.test:6443'),
        config: btoa('hush-edgeConfig'),
      },
    }),
  );
});
