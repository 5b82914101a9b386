import type { Manifest } from './manifest.ts';

/** An object without what its environment decides, and the patch (RFC 6902) that adds that. */
export interface Patched {
  readonly object: Manifest;
  readonly patch: readonly { readonly op: 'add'; readonly path: string; readonly value: unknown }[];
}

const POD = '/spec/template/spec';

const ENVIRONMENT_FIELDS: readonly string[] = [
  '/spec/replicas',
  '/spec/template/metadata/annotations',
  `${POD}/imagePullSecrets`,
  `${POD}/containers/0/env`,
  `${POD}/containers/0/envFrom`,
  `${POD}/containers/0/resources`,
  `/spec/metrics/0/provider/job${POD}/imagePullSecrets`,
];

/** Takes the fields of the environment out of an object. */
export function splitFields(object: Manifest): Patched {
  const rest = structuredClone(object);
  const patch = ENVIRONMENT_FIELDS.flatMap((path) => {
    const value = takeOut(rest, path);
    return value === undefined ? [] : [{ op: 'add' as const, path, value }];
  });
  return { object: rest, patch };
}

/** Removes the value at a JSON pointer, and returns it; undefined where there is none. */
function takeOut(object: object, pointer: string): unknown {
  const steps = pointer.slice(1).split('/');
  const last = steps.pop() ?? '';
  let parent: unknown = object;
  for (const step of steps) parent = isObject(parent) ? parent[step] : undefined;
  if (!isObject(parent)) return undefined;
  const value = parent[last];
  delete parent[last];
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
