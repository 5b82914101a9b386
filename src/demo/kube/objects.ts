import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { apiVersionOf, type Resource } from './resources.ts';
import { badRequest, invalid } from './status.ts';

const texts = z.record(z.string(), z.string());

const Metadata = z.looseObject({
  name: z.string().min(1).optional(),
  generateName: z.string().optional(),
  namespace: z.string().optional(),
  resourceVersion: z.string().optional(),
  uid: z.string().optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  finalizers: z.array(z.string()).optional(),
});

const Manifest = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: Metadata,
});

/** An object as a client sends it. */
export type Manifest = z.infer<typeof Manifest>;

/** An object as it is kept. Never changed, only replaced. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMetadata;
  readonly [field: string]: unknown;
}

interface StoredMetadata {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly generation?: number | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly deletionTimestamp?: string | undefined;
  readonly [field: string]: unknown;
}

/** Checks what every object has. @throws ApiError 400 */
export function parseManifest(resource: Resource, body: unknown): Manifest {
  const parsed = Manifest.safeParse(body);
  const issue = parsed.error?.issues[0];
  if (!parsed.success) throw badRequest(`${issue?.path.join('.')}: ${issue?.message}`);
  const { apiVersion = apiVersionOf(resource), kind = resource.kind } = parsed.data;
  if (apiVersion === apiVersionOf(resource) && kind === resource.kind) return parsed.data;
  throw badRequest(
    `${kind} in version "${apiVersion}" cannot be handled as a ${resource.kind} in version "${apiVersionOf(resource)}"`,
  );
}

/** The object that a create leaves, but for its resourceVersion. @throws ApiError 422 without a name */
export function createdObject(
  resource: Resource,
  manifest: Manifest,
  namespace: string | undefined,
): KubeObject {
  const { generateName, ...given } = manifest.metadata;
  const name = given.name ?? (generateName && `${generateName}${randomUUID().slice(0, 5)}`);
  if (!name) {
    const message = 'Required value: name or generateName is required';
    throw invalid(resource, '', { field: 'metadata.name', message });
  }
  return {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      ...given,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: randomUUID(),
      resourceVersion: '',
      creationTimestamp: timestamp(),
      ...(resource.counted ? { generation: 1 } : {}),
    },
    ...bodyOf(resource, resource.statusSubresource ? withoutStatus(manifest) : manifest),
  };
}

export interface Replacement {
  readonly manifest: Manifest;
  readonly subresource?: 'status' | undefined;
}

/**
 * The object that an update or a patch leaves, but for its resourceVersion: what the server alone decides is
 * kept, and only the part that the (sub)resource is about is taken over. The old object when nothing changes.
 */
export function updatedObject(
  resource: Resource,
  old: KubeObject,
  { manifest, subresource }: Replacement,
): KubeObject {
  const body = bodyOf(resource, mergedBody(resource, old, { manifest, subresource }));
  const counts = subresource === undefined && !isDeepStrictEqual(body, bodyOf(resource, old));
  const object: KubeObject = {
    apiVersion: old.apiVersion,
    kind: old.kind,
    metadata: {
      ...(subresource === 'status' ? old.metadata : manifest.metadata),
      ...pick(old.metadata, 'deletionTimestamp'),
      name: old.metadata.name,
      ...pick(old.metadata, 'namespace'),
      uid: old.metadata.uid,
      resourceVersion: old.metadata.resourceVersion,
      creationTimestamp: old.metadata.creationTimestamp,
      ...(resource.counted
        ? { generation: (old.metadata.generation ?? 0) + (counts ? 1 : 0) }
        : {}),
    },
    ...body,
  };
  return isDeepStrictEqual(object, old) ? old : object;
}

/** Seconds are as fine as the API goes. */
export function timestamp(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** Everything but what all objects have. A Secret's `stringData` is folded into its data. */
function bodyOf(
  { kind, group }: Resource,
  { apiVersion: _version, kind: _kind, metadata: _metadata, ...body }: AnyObject,
): AnyObject {
  if (kind !== 'Secret' || group !== '') return body;
  const { stringData, data, type, ...rest } = body;
  const plain = Object.entries(texts.catch({}).parse(stringData)).map(([key, value]) => [
    key,
    Buffer.from(value).toString('base64'),
  ]);
  const all = { ...texts.catch({}).parse(data), ...Object.fromEntries(plain) };
  return {
    ...rest,
    ...(Object.keys(all).length === 0 ? {} : { data: all }),
    type: type ?? 'Opaque',
  };
}

type AnyObject = Readonly<Record<string, unknown>>;

/** Each of the two sides of a status subresource keeps what belongs to the other. */
function mergedBody(
  { statusSubresource }: Resource,
  old: KubeObject,
  { manifest, subresource }: Replacement,
): AnyObject {
  if (!statusSubresource) return manifest;
  return subresource === 'status'
    ? { ...withoutStatus(old), ...pick(manifest, 'status') }
    : { ...withoutStatus(manifest), ...pick(old, 'status') };
}

function withoutStatus({ status: _status, ...rest }: AnyObject): AnyObject {
  return rest;
}

function pick(object: AnyObject, field: string): AnyObject {
  return Object.hasOwn(object, field) ? { [field]: object[field] } : {};
}
