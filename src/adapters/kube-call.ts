import type * as z from 'zod';
import { TagboatError } from '../model/errors.ts';
import type { ResourceKind } from '../ports.ts';
import { parseJson, readText } from './kube-body.ts';
import type { KubeTransport } from './kube-http.ts';
import { type KubeTarget, type Query, resourcePath, targetName } from './kube-path.ts';

/** As RBAC names them. */
export type KubeVerb = 'get' | 'list' | 'watch' | 'create' | 'patch';

/** One use of the API. */
export interface KubeCall {
  readonly verb: KubeVerb;
  readonly target: KubeTarget;
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** @default application/json */
  readonly contentType?: string | undefined;
}

export interface KubeSession {
  readonly transport: KubeTransport;
  /** How long a call may take, from the request to the end of the answer. */
  readonly timeoutMs: number;
  /** Told of every call. */
  readonly onRequest?: ((verb: KubeVerb, kind: ResourceKind) => void) | undefined;
}

const METHODS = { get: 'GET', list: 'GET', watch: 'GET', create: 'POST', patch: 'PATCH' } as const;

/** An object has at most 1.5 MiB in etcd, but a list is as long as its page. */
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

/** `Kubernetes API, patch applications.argoproj.io argocd/back`, for errors. */
export function describeCall({ verb, target }: KubeCall): string {
  return `Kubernetes API, ${verb} ${targetName(target)}`;
}

/** The answer as it arrives; the caller bounds it. */
export function openCall(
  { transport, onRequest }: KubeSession,
  call: KubeCall,
  limits: { readonly signal: AbortSignal; readonly idleMs: number },
): Promise<AsyncIterable<Uint8Array>> {
  const { verb, target, query, body, contentType = 'application/json' } = call;
  const path = resourcePath(target, query);
  onRequest?.(verb, target.kind);
  return transport.send({
    method: METHODS[verb],
    path,
    where: describeCall(call),
    ...(body === undefined ? {} : { contentType, body: JSON.stringify(body) }),
    ...limits,
  });
}

/** The whole answer. @throws TagboatError `unavailable` when it is no JSON of this shape */
export async function makeCall<T>(
  session: KubeSession,
  call: KubeCall,
  schema: z.ZodType<T>,
): Promise<T> {
  const limits = { signal: AbortSignal.timeout(session.timeoutMs), idleMs: session.timeoutMs };
  const where = describeCall(call);
  const body = await openCall(session, call, limits);
  const text = await readText(body, { maxBytes: MAX_ANSWER_BYTES, where });
  const answer = schema.safeParse(parseJson(text));
  if (answer.success) return answer.data;
  throw new TagboatError('unavailable', {
    what: 'the answer is not what a Kubernetes API server says',
    where,
    hint: 'something else may answer at this address',
  });
}
