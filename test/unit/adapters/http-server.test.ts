import { afterEach, describe, expect, it } from '@jest/globals';
import { type Listening, serve } from '../../../src/adapters/http-server.ts';

describe('serve', () => {
  let listening: Listening | undefined;
  afterEach(() => listening?.close());

  it('answers with what the handler says', async () => {
    listening = await serve('127.0.0.1:0', (path) => ({ status: 201, body: path }));
    const answer = await fetch(`http://127.0.0.1:${listening.port}/a?b=c`);
    expect([answer.status, await answer.text()]).toEqual([201, '/a?b=c']);
  });

  it('takes nothing but GET', async () => {
    listening = await serve('127.0.0.1:0', () => ({ status: 200, body: '' }));
    const answer = await fetch(`http://127.0.0.1:${listening.port}/`, { method: 'POST' });
    expect(answer.status).toBe(405);
  });

  it.each(['8081', 'localhost', ':99999', 'a:b'])('refuses the address %j', async (address) => {
    await expect(serve(address, () => ({ status: 200, body: '' }))).rejects.toMatchObject({
      code: 'invalid-config',
    });
  });

  it('says when the address is taken', async () => {
    listening = await serve('127.0.0.1:0', () => ({ status: 200, body: '' }));
    const taken = serve(`127.0.0.1:${listening.port}`, () => ({ status: 200, body: '' }));
    await expect(taken).rejects.toThrow(/EADDRINUSE/);
  });
});
