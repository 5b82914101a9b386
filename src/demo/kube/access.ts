import type { Resource } from './resources.ts';
import { resourceName } from './resources.ts';
import { ApiError } from './status.ts';

/** A rule of RBAC, as a Role or ClusterRole holds it. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  /** `applications`, `imageupdaters/status`, `*` */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[] | undefined;
  /** Where it holds, as a RoleBinding would say. @default everywhere */
  readonly namespaces?: readonly string[] | undefined;
}

export interface KubeUser {
  readonly name: string;
  readonly token: string;
  /** @default everything */
  readonly rules?: readonly PolicyRule[] | undefined;
}

/** What somebody is about to do. */
export interface Deed {
  readonly verb: string;
  readonly resource: Resource;
  readonly subresource?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** Who sends this. @throws ApiError 401 */
export function authenticate(
  users: readonly KubeUser[],
  authorization: string | undefined,
): KubeUser {
  const user = users.find(({ token }) => authorization === `Bearer ${token}`);
  if (user !== undefined) return user;
  throw new ApiError(401, 'Unauthorized', { message: 'Unauthorized' });
}

/** @throws ApiError 403 when no rule of the user's allows it */
export function authorize({ name: user, rules }: KubeUser, deed: Deed): void {
  if (rules === undefined || rules.some((rule) => allows(rule, deed))) return;
  const { verb, resource, namespace, name } = deed;
  const what = `resource "${resourcePath(deed)}" in API group "${resource.group}"`;
  const scope =
    namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  throw new ApiError(403, 'Forbidden', {
    message: `${resourceName(resource)}${name === undefined ? '' : ` "${name}"`} is forbidden: User "${user}" cannot ${verb} ${what} ${scope}`,
    details: { name, group: resource.group, kind: resource.plural },
  });
}

function allows(rule: PolicyRule, deed: Deed): boolean {
  return (
    covers(rule.apiGroups, deed.resource.group) &&
    covers(rule.resources, resourcePath(deed)) &&
    covers(rule.verbs, deed.verb) &&
    covers(rule.namespaces ?? ['*'], deed.namespace ?? '') &&
    (rule.resourceNames === undefined || rule.resourceNames.includes(deed.name ?? ''))
  );
}

function resourcePath({ resource, subresource }: Deed): string {
  return subresource === undefined ? resource.plural : `${resource.plural}/${subresource}`;
}

function covers(allowed: readonly string[], wanted: string): boolean {
  return allowed.includes('*') || allowed.includes(wanted);
}
