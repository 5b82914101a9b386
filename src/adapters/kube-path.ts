import { TagboatError } from '../model/errors.ts';
import type { ObjectKey, ResourceKind } from '../ports.ts';

/** What a request is about: one object when `name` is there, else all of the namespace, or of the cluster. */
export interface KubeTarget {
  readonly kind: ResourceKind;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * The path below the server's URL (Kubernetes API concepts, "resource URIs").
 * @throws TagboatError `invalid-config` for a name that would address something else
 */
export function resourcePath({ kind, namespace, name }: KubeTarget, query: Query = {}): string {
  const group = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const within = namespace === undefined ? '' : `/namespaces/${segment(namespace)}`;
  const object = name === undefined ? '' : `/${segment(name)}`;
  return `${group}${within}/${segment(kind.plural)}${object}${queryString(query)}`;
}

/** `applications.argoproj.io argocd/back`, as kubectl names kinds. */
export function targetName({ kind, namespace, name }: KubeTarget): string {
  const resource = kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
  const object = [namespace, name].filter((part) => part !== undefined).join('/');
  return object === '' ? resource : `${resource} ${object}`;
}

/** An absent namespace of a key (`''`) means a kind without namespaces. */
export function objectTarget(kind: ResourceKind, { namespace, name }: ObjectKey): KubeTarget {
  return { kind, name, ...(namespace === '' ? {} : { namespace }) };
}

/** Empty and dotted names would turn into the URL of the whole list, or of another one. */
function segment(text: string): string {
  if (text !== '' && text !== '.' && text !== '..') return encodeURIComponent(text);
  throw new TagboatError('invalid-config', {
    what: 'an object or namespace cannot have this name',
    where: 'Kubernetes API',
    found: JSON.stringify(text),
    expected: 'a name of lower case letters, digits, - and .',
  });
}

function queryString(query: Query): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]): [string, string] => [key, String(value)]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
