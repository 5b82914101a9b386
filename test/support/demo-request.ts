import type { Request } from '../../src/demo/registry/reply.ts';

/** A request as the embedded registry's handlers see it. */
export function demoRequest(
  method: string,
  path: string,
  rest: { readonly headers?: Request['headers']; readonly body?: string | Buffer } = {},
): Request {
  const { headers = {}, body = '' } = rest;
  return { method, url: new URL(path, 'http://127.0.0.1:5000'), headers, body: Buffer.from(body) };
}
