import { expect, it } from '@jest/globals';
import { APPLICATION_HEALTH } from '../../../../infra/values/application-health.ts';
import { argoCdValues } from '../../../../infra/values/argo-cd.ts';
import { devEnvironment } from '../../../support/environments.ts';

it('tells Argo CD how healthy an Application is, unless the environment says it otherwise', () => {
  const [key = ''] = Object.keys(APPLICATION_HEALTH);
  const { argocd } = devEnvironment();
  const cm = (config: Readonly<Record<string, string>>) =>
    argoCdValues({ ...argocd, config }, {}).configs.cm;
  expect(cm({ more: 'x' })).toEqual({ ...APPLICATION_HEALTH, more: 'x' });
  expect(cm({ [key]: 'own' })).toEqual({ [key]: 'own' });
});
