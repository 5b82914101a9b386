import { describe, expect, it } from '@jest/globals';
import { readOne } from '../../../src/cli/one-application.ts';
import { clusterApplication } from '../../support/cluster.ts';
import { fakeKube } from '../../support/fake-kube.ts';

const annotations = { argocdNamespace: 'argocd', defaultPlatforms: [] };

function read(text: string, object = clusterApplication('back')) {
  const asked: object[] = [];
  const kube = fakeKube({
    async get(_, key) {
      asked.push(key);
      return object;
    },
  });
  return { asked, one: readOne({ kube, annotations }, text) };
}

describe('readOne', () => {
  it.each([
    ['back', { namespace: 'argocd', name: 'back' }],
    ['team-a/back', { namespace: 'team-a', name: 'back' }],
  ])('finds %s', async (text, key) => {
    const { asked, one } = read(text);
    expect((await one).app.metadata.name).toBe('back');
    expect(asked).toEqual([key]);
  });

  it.each(['', '/', 'a/', '/b', 'a/b/c'])('takes %j for no name, and asks nobody', async (text) => {
    const { asked, one } = read(text);
    await expect(one).rejects.toMatchObject({ code: 'invalid-config' });
    expect(asked).toEqual([]);
  });

  it('gives what its annotations ask for', async () => {
    const key = 'argocd-image-updater.argoproj.io/image-list';
    const { one } = read('back', clusterApplication('back', { [key]: 'ghcr.io/acme/back, :' }));
    const { watches, problems } = await one;
    expect([watches.length, problems.length]).toEqual([1, 1]);
  });

  it('refuses an object that is no Application', async () => {
    await expect(read('back', { kind: 'Secret' }).one).rejects.toMatchObject({
      code: 'invalid-config',
    });
  });
});
