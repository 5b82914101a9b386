import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClosableHttp, createHttp, type HttpOptions } from '../../../src/adapters/http.ts';
import { SELF_SIGNED } from '../../support/self-signed.ts';

const LIMITS = { timeoutMs: 5000, maxBytes: 1000 };
const open: Server[] = [];
let http: ClosableHttp;

beforeEach(() => {
  http = createHttp();
});

afterEach(async () => {
  await http.close();
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function portOf(server: Server): Promise<number> {
  open.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await portOf(createServer(listener))}`;
}

const get = (url: string) => http.request({ method: 'GET', url, ...LIMITS });

describe('an exchange', () => {
  it('brings status, headers in lower case and the body', async () => {
    const url = await serve((_, response) => {
      response.writeHead(404, { 'X-Some': 'one', Link: ['</a>', '</b>'] }).end('gone');
    });
    const { status, headers, body } = await get(url);
    expect([status, headers['x-some'], headers.link]).toEqual([404, 'one', '</a>, </b>']);
    expect(Buffer.from(body).toString()).toBe('gone');
  });

  it('takes method, headers and body along', async () => {
    const url = await serve((request, response) => {
      request.pipe(
        response.writeHead(200, { 'x-asked': `${request.method} ${request.headers.from}` }),
      );
    });
    const asked = { method: 'POST', url, headers: { from: 'b' }, body: 'text', ...LIMITS } as const;
    const { headers, body } = await http.request(asked);
    expect([headers['x-asked'], Buffer.from(body).toString()]).toEqual(['POST b', 'text']);
  });

  it('follows no redirect', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/x' }).end());
    expect(await get(url)).toMatchObject({ status: 302, headers: { location: '/x' } });
  });

  it('uses connections again', async () => {
    const sockets = new Set<unknown>();
    const url = await serve((request: IncomingMessage, response) => {
      sockets.add(request.socket);
      response.end();
    });
    for (let index = 0; index < 10; index += 1) await get(url);
    expect(sockets.size).toBeLessThan(3);
  });
});

describe('a limit', () => {
  it('stops a body that is too large, announced or not', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 1001);
      response.write('x'.repeat(600));
      response.end('x'.repeat(401));
    });
    const refused = { code: 'refused', problem: { expected: 'at most 1000 bytes' } };
    await expect(get(`${url}/announced`)).rejects.toMatchObject(refused);
    await expect(get(`${url}/streamed`)).rejects.toMatchObject(refused);
  });

  it('lets a body of just that size through', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(1000)));
    expect((await get(url)).body).toHaveLength(1000);
  });

  it.each(['/silent', '/dripping'])('ends the whole exchange in time (%s)', async (path) => {
    const url = await serve((request, response) => {
      if (request.url === '/dripping') response.write('x');
    });
    const asked = { method: 'GET', url: url + path, maxBytes: 10, timeoutMs: 20 } as const;
    await expect(http.request(asked)).rejects.toMatchObject({
      code: 'unavailable',
      problem: { what: 'no whole answer came within 20 ms' },
    });
  });

  it('hands on why the caller stopped', async () => {
    const url = await serve(() => undefined);
    const stop = new AbortController();
    const asked = http.request({ method: 'GET', url, ...LIMITS, signal: stop.signal });
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });
});

describe('a failure', () => {
  it('names the place without what may be secret', async () => {
    const server = createServer();
    const port = await portOf(server);
    server.close();
    await once(server, 'close');
    await expect(get(`http://u:hunter2@127.0.0.1:${port}/x?sig=hunter2`)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:\d+\/x: the connection failed \([^?]*\)$/,
      ),
    });
  });

  it('in the middle of an answer is one too', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('x', () => response.destroy());
    });
    await expect(get(url)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

async function serveTls(): Promise<string> {
  const server = createTlsServer(SELF_SIGNED, (_, response) => response.end('safe'));
  return `https://localhost:${await portOf(server)}`;
}

describe('TLS', () => {
  it('takes no certificate that nobody vouches for', async () => {
    const url = await serveTls();
    await expect(get(url)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['one of an authority that was added', { ca: SELF_SIGNED.cert }],
    ['any when told so', { insecure: true }],
  ])('takes %s', async (_, tls) => {
    const url = await serveTls();
    expect((await http.request({ method: 'GET', url, ...LIMITS, tls })).status).toBe(200);
    await expect(get(url)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

/** Who answers: the target itself, or the proxy in front of it. */
async function answeredBy(options: (proxy: string) => HttpOptions): Promise<string> {
  const target = await serve((_, response) => response.end('target'));
  const proxy = await serve((_, response) => response.end('proxy'));
  const client = createHttp(options(proxy));
  const { body } = await client.request({ method: 'GET', url: target, ...LIMITS });
  await client.close();
  return Buffer.from(body).toString();
}

describe('a proxy', () => {
  it('is used for what it is given for', async () => {
    expect(await answeredBy((httpProxy) => ({ httpProxy }))).toBe('proxy');
  });

  it('is left out where it is told so', async () => {
    const noProxy = '127.0.0.1';
    expect(await answeredBy((httpProxy) => ({ httpProxy, noProxy }))).toBe('target');
  });
});
