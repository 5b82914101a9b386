import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Agent } from 'undici';

/** A request on its way through the proxy. */
export interface Passing {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

export interface ProxyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Looks at a request before it goes on; an answer of its own stands in for the server's. */
export type Interceptor = (request: Passing) => ProxyReply | undefined | Promise<undefined>;

/** A reverse proxy on a port of 127.0.0.1: what passes is counted, and can be held up or refused. */
export interface TestProxy {
  readonly url: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** How many answers have passed whose `METHOD path STATUS` matches. */
  count(pattern: RegExp): number;
  /** @returns what takes the interceptor away again */
  intercept(interceptor: Interceptor): () => void;
  stop(): Promise<void>;
}

export async function startProxy(target: string): Promise<TestProxy> {
  const agent = new Agent();
  const passed: string[] = [];
  const interceptors = new Set<Interceptor>();

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const body = await buffer(request);
    for (const interceptor of interceptors) {
      const reply = await interceptor({ method, path });
      if (reply === undefined) continue;
      passed.push(`${method} ${path} ${reply.status}`);
      response.writeHead(reply.status, { ...reply.headers }).end();
      return;
    }
    const answer = await agent.request({
      origin: target,
      path,
      method,
      headers: forwarded(request),
      body,
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    passed.push(`${method} ${path} ${answer.statusCode}`);
    response.writeHead(answer.statusCode, withoutFraming(answer.headers)).end(bytes);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    host,
    url: `http://${host}`,
    count: (pattern) => passed.filter((line) => pattern.test(line)).length,
    intercept(interceptor) {
      interceptors.add(interceptor);
      return () => interceptors.delete(interceptor);
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await Promise.all([once(server, 'close'), agent.destroy()]);
    },
  };
}

/** The name of the host stays, since servers make addresses of their own from it. */
function forwarded({ headers }: IncomingMessage): IncomingMessage['headers'] {
  const { connection: _, 'content-length': __, 'transfer-encoding': ___, ...rest } = headers;
  return rest;
}

/** The body is sent whole, so that it is framed anew; the length of a HEAD stays. */
function withoutFraming(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { connection: _, 'transfer-encoding': __, ...rest } = headers;
  return rest;
}
