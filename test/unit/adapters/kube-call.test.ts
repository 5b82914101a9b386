import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { describeCall, type KubeCall, makeCall } from '../../../src/adapters/kube-call.ts';
import type { KubeRequest } from '../../../src/adapters/kube-http.ts';

const SECRETS = { group: '', version: 'v1', plural: 'secrets' };

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** A session whose server always gives this answer. */
function session(answer: string) {
  const sent: KubeRequest[] = [];
  const told: string[] = [];
  return {
    sent,
    told,
    timeoutMs: 1000,
    onRequest: (verb: string, { plural }: { readonly plural: string }) => {
      told.push(`${verb} ${plural}`);
    },
    transport: {
      async send(request: KubeRequest) {
        sent.push(request);
        return bytes(answer);
      },
      close: async () => {},
    },
  };
}

describe('makeCall', () => {
  it.each<[KubeCall, object]>([
    [
      { verb: 'get', target: { kind: SECRETS, namespace: 'a', name: 'b' } },
      { method: 'GET', path: '/api/v1/namespaces/a/secrets/b' },
    ],
    [
      { verb: 'list', target: { kind: SECRETS }, query: { limit: 5 } },
      { method: 'GET', path: '/api/v1/secrets?limit=5' },
    ],
    [
      { verb: 'create', target: { kind: SECRETS, namespace: 'a' }, body: { b: 1 } },
      {
        method: 'POST',
        path: '/api/v1/namespaces/a/secrets',
        contentType: 'application/json',
        body: '{"b":1}',
      },
    ],
    [
      {
        verb: 'patch',
        target: { kind: SECRETS, namespace: 'a', name: 'b' },
        contentType: 'application/merge-patch+json',
        body: { b: null },
      },
      {
        method: 'PATCH',
        path: '/api/v1/namespaces/a/secrets/b',
        contentType: 'application/merge-patch+json',
        body: '{"b":null}',
      },
    ],
  ])('sends %j and tells of it', async (call, request) => {
    const to = session('{}');
    await makeCall(to, call, z.unknown());
    expect(to.sent).toMatchObject([{ ...request, where: describeCall(call), idleMs: 1000 }]);
    expect(to.told).toEqual([`${call.verb} secrets`]);
  });

  it.each(['<html>', '[]', '{"metadata":1}'])('does not take %s for an answer', async (answer) => {
    const call: KubeCall = { verb: 'list', target: { kind: SECRETS } };
    const asking = makeCall(session(answer), call, z.object({ metadata: z.object({}) }));
    await expect(asking).rejects.toMatchObject({
      code: 'unavailable',
      problem: { where: 'Kubernetes API, list secrets' },
    });
  });
});
