import { describe, expect, it } from '@jest/globals';
import { Tagboat } from '../../../infra/tagboat.ts';
import { devEnvironment, prodEnvironment } from '../../support/environments.ts';
import { record } from '../../support/pulumi.ts';

function run(environment = prodEnvironment()) {
  return record(() => new Tagboat('tagboat', { environment }));
}

describe('Tagboat', () => {
  it('has rights in the watched namespaces, and in Argo CD’s those it needs besides', async () => {
    const roles = (await run()).filter(({ type }) => type.endsWith(':Role'));
    const trusts = roles.map(({ name, inputs }) => [
      name,
      JSON.stringify(inputs).includes('argocd-ssh-known-hosts-cm'),
    ]);
    expect(Object.fromEntries(trusts)).toEqual({
      'argocd/tagboat': true,
      'team-apps/tagboat': false,
    });
  });

  it('starts once it has its rights and its file', async () => {
    const deployment = (await run()).find(({ type }) => type.endsWith(':Deployment'));
    const rights = ['argocd/tagboat', 'team-apps/tagboat', 'tagboat'];
    expect(deployment?.after).toEqual(expect.arrayContaining(rights));
  });

  it.each([
    [true, {}],
    [false, { 'pulumi.com/skipAwait': 'true' }],
  ])('is waited for: %s', async (wait, annotations) => {
    const all = await run(devEnvironment({ wait }));
    const deployment = all.find(({ type }) => type.endsWith(':Deployment'));
    expect(deployment?.inputs).toMatchObject({ metadata: { annotations } });
  });
});
