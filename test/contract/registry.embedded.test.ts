import { afterEach, describe, expect, it } from '@jest/globals';
import { type EmbeddedRegistry, startRegistry } from '../../src/demo/registry/registry.ts';
import { LOGIN, type RegistryClient, registryClient } from '../support/registry-client.ts';
import { describeRegistry } from './registry-suite.ts';

describe('the embedded registry', () => {
  describeRegistry(({ maxPage, auth: kind }) =>
    startRegistry({ maxPage, auth: kind === 'none' ? { kind } : { kind, login: LOGIN } }),
  );
});

describe('our client, where registries misbehave', () => {
  const APP = { registry: 'reg.example', path: 'team/app' };
  const TAGS = ['v1', 'v2', 'v3', 'v4', 'v5'];
  const open: (EmbeddedRegistry | RegistryClient)[] = [];

  afterEach(async () => {
    for (const one of open.splice(0)) await ('stop' in one ? one.stop() : one.close());
  });

  async function setUp(options: Parameters<typeof startRegistry>[0], login?: () => typeof LOGIN) {
    const server = await startRegistry(options);
    const client = registryClient(server.url, login);
    open.push(client, server);
    for (const tag of TAGS) server.pushImage(APP.path, tag);
    return { server, ...client };
  }

  it('lists where large pages are refused, as older registries do', async () => {
    const { registry, sent } = await setUp({ maxPage: 2, refuseLargePages: true });
    expect((await registry.listTags(APP)).tags).toEqual(TAGS);
    expect((await registry.listTags(APP)).tags).toEqual(TAGS);
    expect(sent).toEqual({ ping: 1, list: 1 + 3 + 3 });
  });

  it.each(['basic', 'bearer'] as const)(
    'follows a password that changes, without a restart (%s)',
    async (kind) => {
      let login = LOGIN;
      const { server, registry } = await setUp({ auth: { kind, login } }, () => login);
      await registry.listTags(APP);
      login = { ...LOGIN, password: 'rotated' };
      server.setLogin(login);
      expect((await registry.listTags(APP)).tags).toEqual(TAGS);
    },
  );

  it('asks for one token a repository, however many ask', async () => {
    const auth = { kind: 'bearer', login: LOGIN } as const;
    const { registry, sent } = await setUp({ auth }, () => LOGIN);
    const query = { want: 'created', platforms: [] } as const;
    await Promise.all(TAGS.map((tag) => registry.facts(APP, tag, query)));
    await registry.listTags(APP);
    expect(sent).toEqual({ ping: 1, token: 1, list: 1, manifest: 5, blob: 5 });
  });

  it('gets over a short failure, and knows nothing during a long one', async () => {
    const { server, registry } = await setUp({});
    server.fail({ status: 502, times: 1 });
    expect((await registry.listTags(APP)).tags).toEqual(TAGS);
    server.fail({ status: 429, kind: 'head', headers: { 'retry-after': '3600' } });
    const query = { want: 'digest', platforms: [] } as const;
    expect(await registry.facts(APP, 'v1', query)).toMatchObject({ kind: 'unknown' });
    await expect(registry.listTags(APP)).rejects.toMatchObject({ code: 'rate-limited' });
  });
});
