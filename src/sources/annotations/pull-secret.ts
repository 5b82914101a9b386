import { parseCredentialSource } from '../../model/credential-source.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import type { CredentialSource } from '../../model/watch.ts';
import type { Setting } from './settings.ts';

/** The credentials that an Application names for its registry. A Secret without a namespace is its own. */
export function pullSecretOf(
  setting: Setting | undefined,
  own: string,
): Result<CredentialSource | undefined> {
  if (setting === undefined) return ok(undefined);
  const { value, where } = setting;
  const source = parseCredentialSource(value, { namespace: own, where });
  if (!source.ok || !('namespace' in source.value)) return source;
  const allowed = allowNamespace(source.value.namespace, where, own);
  return allowed.ok ? source : allowed;
}

/**
 * Only the Application's own namespace, as upstream since 1.3: whoever may write an Application could
 * otherwise have Secrets of other namespaces, and Argo CD's first of all, sent to a server of his choice.
 */
export function allowNamespace(namespace: string, where: string, own: string): Result<undefined> {
  if (namespace === own) return ok(undefined);
  return fail('invalid-config', {
    what: 'an Application must not use a Secret of a foreign namespace',
    where,
    found: `namespace ${namespace}`,
    expected: own,
    hint: `put a copy of the Secret into ${own}`,
  });
}
