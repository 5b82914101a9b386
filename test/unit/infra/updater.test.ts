import { expect, it } from '@jest/globals';
import { ImageUpdater } from '../../../infra/updater.ts';
import { devEnvironment } from '../../support/environments.ts';
import { record } from '../../support/pulumi.ts';

it.each([
  ['tagboat', ['Deployment']],
  ['argocd-image-updater', ['Release', 'ImageUpdater']],
] as const)('the engine %s is made, and no other', async (engine, kinds) => {
  const environment = devEnvironment({ updater: { engine } });
  const all = await record(() => new ImageUpdater('updater', { environment }));
  const made = all
    .filter(({ type }) => /^kubernetes:.*:(?:Deployment|Release|ImageUpdater)$/.test(type))
    .map(({ type }) => type.split(':').at(-1));
  expect(made).toEqual(kinds);
});
