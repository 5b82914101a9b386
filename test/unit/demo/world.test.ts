import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GITOPS,
  NAMESPACE,
  registriesConf,
  startWorld,
  VALUES_FILE,
  type World,
} from '../../../src/demo/world.ts';
import { readRegistries } from '../../../src/registry/registries.ts';
import { watchesOf } from '../../../src/sources/annotations.ts';
import { project } from '../../../src/sources/application-schema.ts';
import { rawKube } from '../../support/kube-raw.ts';

describe('startWorld', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(process.env);
  });
  afterAll(() => world.stop());

  it.each([
    ['back', { method: 'argocd' }],
    ['back-git', { method: 'git', file: { kind: 'helmvalues', path: VALUES_FILE } }],
  ])('has an Application %s with annotations that are in order', async (name, destination) => {
    const url = `${world.kube.url}/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/applications`;
    const headers = { authorization: `Bearer ${world.kube.token}` };
    const app = project(await (await fetch(`${url}/${name}`, { headers })).json());
    if (!app.ok) throw app.error;
    const options = { argocdNamespace: NAMESPACE, defaultPlatforms: [] };
    const { watches, problems } = watchesOf(app.value, options);
    expect(problems).toEqual([]);
    expect(watches).toMatchObject([{ destination, live: [{ tag: 'v1.0.2' }] }]);
  });

  it('has the values that the chart of the second one reads', async () => {
    const text = await world.git.readFile(GITOPS, 'main', VALUES_FILE);
    expect(text).toContain(`repository: ${world.image}\n  tag: v1.0.2`);
    expect(world.gitops).toBe(`${world.git.url}/${GITOPS}.git`);
  });

  it('describes its registry so that it is found', () => {
    const text = registriesConf(world);
    const where = 'registries.conf';
    const conf = { where, text, namespace: NAMESPACE, readFile: () => '' };
    const registries = readRegistries(conf);
    if (!registries.ok) throw registries.error;
    const { endpoint } = registries.value.locate({
      registry: world.registry.host,
      path: 'acme/back',
    });
    expect(endpoint).toMatchObject({ apiUrl: world.registry.url, credentials: { kind: 'secret' } });
  });

  it('lets nobody into the registry and the API server without credentials', async () => {
    const raw = rawKube({ server: world.kube.url, token: 'wrong' });
    expect((await raw.request('GET', '/api/v1/namespaces')).status).toBe(401);
    await raw.close();
    const answer = await fetch(`${world.registry.url}/v2/acme/back/tags/list`);
    expect(answer.status).toBe(401);
  });
});
