import { afterEach, describe, expect, it } from '@jest/globals';
import { type KubeAuth, staticAuth } from '../../../src/adapters/kube-auth.ts';
import { readText } from '../../../src/adapters/kube-body.ts';
import {
  createTransport,
  type KubeEndpoint,
  type KubeRequest,
  type KubeTransport,
} from '../../../src/adapters/kube-http.ts';
import { Secret } from '../../../src/model/secret.ts';
import { type Answer, json, type StubServer, startStub } from '../../support/kube-stub.ts';

const where = 'test';

async function ask(transport: KubeTransport, changes: Partial<KubeRequest> = {}) {
  const { signal } = new AbortController();
  const request = {
    method: 'GET',
    path: '/a',
    signal,
    idleMs: 10_000,
    where,
    ...changes,
  } as const;
  return readText(await transport.send(request), { maxBytes: 1000, where });
}

/** Shows `one`, `two`, …: the next each time it has to renew. */
function renewable(...tokens: readonly string[]): KubeAuth {
  let at = 0;
  return {
    credential: async () => ({ token: new Secret(tokens[at] ?? '') }),
    renew() {
      at += 1;
      return at < tokens.length;
    },
  };
}

describe('createTransport', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  async function stub(...answers: readonly Answer[]): Promise<StubServer> {
    const server = await startStub(...answers);
    cleanups.push(() => server.stop());
    return server;
  }

  function transportTo(server: string, changes: Partial<KubeEndpoint> = {}): KubeTransport {
    const transport = createTransport({
      server,
      namespace: 'default',
      auth: staticAuth({}),
      ...changes,
    });
    cleanups.push(() => transport.close());
    return transport;
  }

  it('asks below the path of the server, with the token', async () => {
    const server = await stub((response, { headers }) => response.end(headers['content-type']));
    const auth = staticAuth({ token: new Secret('t') });
    const transport = transportTo(`${server.url}/k8s/`, { auth });
    const body = '{}';
    const answer = await ask(transport, { method: 'PATCH', contentType: 'application/x', body });
    expect(answer).toBe('application/x');
    expect(server.seen).toEqual(['PATCH /k8s/a Bearer t']);
  });

  /** Answers and keeps the port each request came from. */
  async function portStub(): Promise<{ server: StubServer; ports: (number | undefined)[] }> {
    const ports: (number | undefined)[] = [];
    const server = await stub((response, { socket }) => {
      ports.push(socket.remotePort);
      response.end();
    });
    return { server, ports };
  }

  it('keeps its connections', async () => {
    const { server, ports } = await portStub();
    const transport = transportTo(server.url);
    for (let times = 0; times < 6; times += 1) await ask(transport);
    // A connection is free again only a moment after its answer was read.
    expect(new Set(ports).size).toBeLessThanOrEqual(2);
  });

  it('makes new connections for a new client certificate', async () => {
    const { server, ports } = await portStub();
    let cert = 'one';
    const credential = async () => ({ certificate: { cert, key: new Secret('key') } });
    const transport = transportTo(server.url, { auth: { credential, renew: () => false } });
    await ask(transport);
    await ask(transport);
    cert = 'two';
    await ask(transport);
    expect(ports.slice(0, 2)).not.toContain(ports[2]);
  });

  it('asks once more with a fresh credential after a 401', async () => {
    const server = await stub(json(401, {}), json(200, { ok: true }));
    const transport = transportTo(server.url, { auth: renewable('old', 'new') });
    expect(await ask(transport)).toBe('{"ok":true}');
    expect(server.seen).toEqual(['GET /a Bearer old', 'GET /a Bearer new']);
  });

  it('gives up when the fresh credential is refused too', async () => {
    const server = await stub(json(401, {}));
    const transport = transportTo(server.url, { auth: renewable('old', 'new', 'newer') });
    await expect(ask(transport)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(server.seen).toHaveLength(2);
  });

  it('does not ask again when there is nothing to renew', async () => {
    const server = await stub(json(401, {}));
    await expect(ask(transportTo(server.url))).rejects.toMatchObject({ code: 'unauthorized' });
    expect(server.seen).toHaveLength(1);
  });

  it('does not follow redirects', async () => {
    const server = await stub((response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(ask(transportTo(server.url))).rejects.toMatchObject({ code: 'refused' });
    expect(server.seen).toHaveLength(1);
  });

  it('says when to come back', async () => {
    const server = await stub(json(503, {}, { 'retry-after': '3' }));
    await expect(ask(transportTo(server.url))).rejects.toMatchObject({
      code: 'unavailable',
      problem: { status: 503, retryAfterMs: 3000 },
    });
  });

  it.each([
    ['is no JSON', '<html>'],
    ['is very long', 'x'.repeat(100_000)],
  ])('goes by the status when the body of an error %s', async (_, body) => {
    const server = await stub((response) => {
      response.writeHead(403).end(body);
    });
    await expect(ask(transportTo(server.url))).rejects.toMatchObject({
      code: 'unauthorized',
      problem: { status: 403 },
    });
  });

  it('says that nobody listens', async () => {
    const server = await startStub(json(200, {}));
    await server.stop();
    await expect(ask(transportTo(server.url))).rejects.toMatchObject({
      code: 'unavailable',
      problem: { what: `no answer from ${server.url}/: ECONNREFUSED`, where },
    });
  });

  it.each<[string, Answer]>([
    ['before it answers', () => {}],
    ['while it answers', (response) => response.write('begun')],
  ])('does not wait for ever for a server that falls silent %s', async (_, answer) => {
    const server = await stub(answer);
    const asking = ask(transportTo(server.url), { idleMs: 50 });
    await expect(asking).rejects.toMatchObject({
      code: 'unavailable',
      problem: {
        what: expect.stringMatching(/^no answer from .*: UND_ERR_(HEADERS|BODY)_TIMEOUT$/),
      },
    });
  });

  it('ends with its signal', async () => {
    const ending = new AbortController();
    const server = await stub(() => ending.abort());
    const asking = ask(transportTo(server.url), { signal: ending.signal });
    await expect(asking).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('says that the connection broke in the middle of an answer', async () => {
    const server = await stub((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('begun', () => response.destroy());
    });
    await expect(ask(transportTo(server.url))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('breaks off what is under way when it is closed', async () => {
    const begun = Promise.withResolvers<void>();
    const server = await stub(() => begun.resolve());
    const transport = transportTo(server.url);
    const asking = expect(ask(transport)).rejects.toMatchObject({ code: 'unavailable' });
    await begun.promise;
    await transport.close();
    await asking;
  });

  it('goes through a proxy', async () => {
    const proxy = await stub(json(200, { ok: true }));
    const transport = transportTo('http://k.example', { proxy: proxy.url });
    expect(await ask(transport)).toBe('{"ok":true}');
    expect(proxy.seen).toEqual(['GET http://k.example/a']);
  });
});
