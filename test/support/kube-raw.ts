import { Agent, type Dispatcher } from 'undici';
import * as z from 'zod';

/** A plain HTTP client for a Kubernetes API, for what the product itself never does. */
export interface RawKube {
  /** @param body sent as JSON */
  request(
    method: Dispatcher.HttpMethod,
    path: string,
    body?: object,
    contentType?: string,
  ): Promise<RawAnswer>;
  close(): Promise<void>;
}

export interface RawAnswer {
  readonly status: number;
  /** Of JSON; `{}` when the answer is something else. */
  readonly body: RawBody;
}

/** The fields that tests look into. */
const RawBody = z.object({
  status: z.unknown().optional(),
  reason: z.string().optional(),
  metadata: z.looseObject({}).optional(),
});
type RawBody = z.infer<typeof RawBody>;

export interface RawKubeOptions {
  readonly server: string;
  readonly token: string;
  /** PEM. */
  readonly ca?: string | undefined;
}

export function rawKube({ server, token, ca }: RawKubeOptions): RawKube {
  const agent = new Agent(ca === undefined ? {} : { connect: { ca } });
  return {
    async request(method, path, body, contentType = 'application/json') {
      const answer = await agent.request({
        origin: server,
        path,
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, body: bodyOf(text) };
    },
    close: () => agent.destroy(),
  };
}

function bodyOf(text: string): RawBody {
  return text.startsWith('{') ? RawBody.parse(JSON.parse(text)) : {};
}
