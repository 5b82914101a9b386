import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type EmbeddedRegistry,
  type RegistryOptions,
  startRegistry,
} from '../../../../src/demo/registry/registry.ts';

const running: EmbeddedRegistry[] = [];

async function start(options?: RegistryOptions): Promise<EmbeddedRegistry> {
  const registry = await startRegistry(options);
  running.push(registry);
  return registry;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((registry) => registry.stop()));
});

async function tagsOf({ url }: EmbeddedRegistry, path = 'team/app'): Promise<unknown> {
  const response = await fetch(`${url}/v2/${path}/tags/list`);
  return response.json();
}

describe('startRegistry', () => {
  it('serves what is pushed, each registry its own', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const digest = one.pushImage('team/app', 'v1');
    expect(await tagsOf(one)).toEqual({ name: 'team/app', tags: ['v1'] });
    expect(await tagsOf(other)).toMatchObject({ errors: [{ code: 'NAME_UNKNOWN' }] });
    const head = await fetch(`${one.url}/v2/team/app/manifests/v1`, { method: 'HEAD' });
    expect(head.headers.get('docker-content-digest')).toBe(digest);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100);
    expect(one.url).toBe(`http://${one.host}`);
  });

  it('forgets a tag that is removed', async () => {
    const registry = await start();
    registry.pushImage('team/app', 'v1');
    registry.pushImage('team/app', 'v2');
    registry.removeTag('team/app', 'v1');
    expect(await tagsOf(registry)).toMatchObject({ tags: ['v2'] });
  });

  it('dates images now, as asked, or not at all', async () => {
    const registry = await start();
    const createdOf = async (created?: number | null) => {
      const pushed = registry.pushImage('app', 'v1', created === undefined ? {} : { created });
      const manifest = await fetch(`${registry.url}/v2/app/manifests/${pushed}`);
      const { config } = JSON.parse(await manifest.text());
      const blob = await fetch(`${registry.url}/v2/app/blobs/${config.digest}`);
      return JSON.parse(await blob.text()).created;
    };
    const before = Date.now();
    expect(Date.parse((await createdOf()) ?? '')).toBeGreaterThanOrEqual(before);
    expect(await createdOf(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(await createdOf(null)).toBeUndefined();
  });

  it('logs what is asked', async () => {
    const registry = await start();
    registry.pushImage('team/app', 'v1');
    await tagsOf(registry);
    expect(registry.requests.entries()).toEqual([
      { kind: 'list', method: 'GET', path: '/v2/team/app/tags/list', status: 200 },
    ]);
  });

  it('fails when told so', async () => {
    const registry = await start();
    registry.fail({ status: 503 });
    expect((await fetch(`${registry.url}/v2/`)).status).toBe(503);
    expect((await fetch(`${registry.url}/v2/`)).status).toBe(200);
  });

  it('takes the new login only, once it is set', async () => {
    const registry = await start({
      auth: { kind: 'basic', login: { username: 'u', password: 'p' } },
    });
    registry.setLogin({ username: 'u', password: 'q' });
    const ask = async (password: string) => {
      const authorization = `Basic ${Buffer.from(`u:${password}`).toString('base64')}`;
      return (await fetch(`${registry.url}/v2/`, { headers: { authorization } })).status;
    };
    expect([await ask('p'), await ask('q')]).toEqual([401, 200]);
  });

  it('refuses a body that is too large', async () => {
    const registry = await start({ maxBytes: 10 });
    const post = async (body: string) =>
      (await fetch(`${registry.url}/v2/app/blobs/uploads/`, { method: 'POST', body })).status;
    expect([await post('x'.repeat(10)), await post('x'.repeat(11))]).toEqual([202, 413]);
  });

  it('stops although somebody keeps a connection', async () => {
    const registry = await startRegistry();
    const socket = createConnection(Number(registry.host.split(':')[1]), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('connect', resolve));
    await registry.stop();
    await closed;
  });
});
