import { TagboatError } from '../../src/model/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../src/ports.ts';

/** An answer with what matters filled in; an object as body is sent as JSON. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

export interface FakeHttp extends Http {
  readonly requests: readonly HttpRequest[];
  urls(): readonly string[];
}

/** Http that answers by a function, with all requests kept. An error in place of an answer is thrown. */
export function fakeHttp(
  answer: (request: HttpRequest, index: number) => FakeAnswer | TagboatError,
): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    urls: () => requests.map(({ url }) => url),
    request(request) {
      requests.push(request);
      const given = answer(request, requests.length - 1);
      return given instanceof TagboatError
        ? Promise.reject(given)
        : Promise.resolve(responseOf(given));
    },
  };
}

function responseOf({ status = 200, headers = {}, body = '' }: FakeAnswer): HttpResponse {
  const bytes =
    body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: Buffer.from(bytes) };
}

/** A network failure, as the adapter reports it. */
export function broken(): TagboatError {
  return new TagboatError('unavailable', { what: 'the connection failed', where: 'test' });
}
