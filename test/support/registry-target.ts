import type { Clock, HttpRequest } from '../../src/ports.ts';
import { createExchange } from '../../src/registry/exchange.ts';
import { createSend, type Target } from '../../src/registry/session.ts';
import { createTokens } from '../../src/registry/tokens.ts';
import { type FakeAnswer, type FakeHttp, fakeHttp } from './http.ts';

/** A repository of a registry that asks for no login. */
export const TARGET: Target = {
  endpoint: { name: 'Reg', apiUrl: 'https://reg.example', ping: false },
  path: 'team/app',
  repository: { registry: 'reg.example', path: 'team/app' },
};

/** What Send and Exchange need, over an Http that answers by a function. */
export function sender(clock: Clock, answer: (request: HttpRequest, index: number) => FakeAnswer) {
  const http: FakeHttp = fakeHttp(answer);
  const exchange = createExchange({ http, clock, random: () => 0 });
  const credentials = { login: () => Promise.reject(new Error('no credentials here')) };
  const send = createSend({ exchange, tokens: createTokens({ exchange, clock }), credentials });
  return { http, exchange, send };
}
