import { expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { ArgoCd } from '../../../infra/argo-cd.ts';
import { prodEnvironment } from '../../support/environments.ts';
import { plainTexts, record, revealed } from '../../support/pulumi.ts';

it('Argo CD gets the secrets that the environment names, marked as such', async () => {
  const { argocd } = prodEnvironment();
  const secret = (key: string) => pulumi.secret(`hush-${key}`);
  const [, release] = await record(() => new ArgoCd('argo-cd', { argocd, wait: true, secret }));
  expect(revealed(release?.inputs.values)).toMatchObject({
    configs: {
      secret: { argocdServerAdminPassword: 'hush-adminHash', githubSecret: 'hush-webhookSecret' },
    },
    notifications: { secret: { items: { 'slack-token': 'hush-slackToken' } } },
  });
  expect(plainTexts(release?.inputs).filter((text) => text.includes('hush'))).toEqual([]);
});
