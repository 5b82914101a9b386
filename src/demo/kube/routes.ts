import { apiVersionOf, type Resource } from './resources.ts';

/** What a URL path addresses. */
export interface Route {
  readonly resource: Resource;
  /** Absent: all namespaces, or a kind without them. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
}

/** The resource behind a path of the API; undefined when nothing is served there. */
export function findRoute(resources: readonly Resource[], path: string): Route | undefined {
  for (const resource of resources) {
    const base = `/${resource.group === '' ? 'api' : 'apis'}/${apiVersionOf(resource)}/`;
    const route = path.startsWith(base) ? routeIn(resource, path.slice(base.length)) : undefined;
    if (route !== undefined && isServed(route)) return route;
  }
  return undefined;
}

/** Of subresources only status is served, where the kind has one. */
function isServed({ resource, subresource }: Route): boolean {
  return subresource === undefined || (subresource === 'status' && resource.statusSubresource);
}

function routeIn(resource: Resource, path: string): Route | undefined {
  const parts = path.split('/').map(decoded);
  if (!resource.namespaced) {
    const [plural, name, subresource, ...more] = parts;
    if (plural !== resource.plural || more.length > 0) return undefined;
    return { resource, name, subresource };
  }
  // Across all namespaces there is only the list.
  if (parts.length === 1 && parts[0] === resource.plural) return { resource };
  const [namespaces, namespace, plural, name, subresource, ...more] = parts;
  if (namespaces !== 'namespaces' || plural !== resource.plural || more.length > 0) {
    return undefined;
  }
  return { resource, namespace, name, subresource };
}

/** A slash cannot be part of a name, so splitting comes first. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
