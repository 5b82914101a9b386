import { createServer, type Server } from 'node:http';
import { TagboatError } from '../model/errors.ts';
import type { Answer, Handler } from '../ports.ts';

export interface Listening {
  readonly port: number;
  /** Takes no more requests and ends the open ones. */
  close(): Promise<void>;
}

/** Serves a handler. `address` is `[host]:port` as Go writes it: `:8081`, `127.0.0.1:0`. */
export async function serve(address: string, handler: Handler): Promise<Listening> {
  const { host, port } = splitAddress(address);
  const server = createServer(
    { requestTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    (request, response) => {
      const { status, body }: Answer =
        request.method === 'GET'
          ? handler(request.url ?? '/')
          : { status: 405, body: 'method not allowed\n' };
      request.resume();
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
    },
  );
  await listen(server, host, port);
  const bound = server.address();
  return {
    port: bound !== null && typeof bound === 'object' ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string | undefined, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const where = `address ${host ?? ''}:${port}`;
      reject(new TagboatError('invalid-config', { where, what: cause.message }, cause));
    });
    server.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });
}

function splitAddress(address: string): { readonly host?: string; readonly port: number } {
  const match = /^(?:\[([0-9a-f:]+)\]|([^:]*)):(\d{1,5})$/i.exec(address);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) {
    const problem = { where: 'address', what: 'is not [host]:port', found: address };
    throw new TagboatError('invalid-config', { ...problem, expected: 'for example :8081' });
  }
  const host = match[1] ?? match[2] ?? '';
  return host === '' ? { port } : { host, port };
}
