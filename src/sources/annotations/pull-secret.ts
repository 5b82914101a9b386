import { parseCredentialSource } from '../../model/credential-source.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import type { CredentialSource } from '../../model/watch.ts';
import type { Setting } from './settings.ts';

export interface Namespaces {
  /** Of the Application. */
  readonly own: string;
  readonly argocd: string;
}

/** The credentials that an Application names for its registry. A Secret without a namespace is its own. */
export function pullSecretOf(
  setting: Setting | undefined,
  namespaces: Namespaces,
): Result<CredentialSource | undefined> {
  if (setting === undefined) return ok(undefined);
  const { value, where } = setting;
  const source = parseCredentialSource(value, { namespace: namespaces.own, where });
  if (!source.ok || !('namespace' in source.value)) return source;
  const allowed = allowNamespace(source.value.namespace, where, namespaces);
  return allowed.ok ? source : allowed;
}

/**
 * Whoever may write an Application could otherwise have Secrets of other namespaces sent to a registry
 * or git server of his choice.
 */
export function allowNamespace(
  namespace: string,
  where: string,
  { own, argocd }: Namespaces,
): Result<undefined> {
  if (namespace === own || namespace === argocd) return ok(undefined);
  return fail('invalid-config', {
    what: 'an Application must not use a Secret of a foreign namespace',
    where,
    found: `namespace ${namespace}`,
    expected: own === argocd ? own : `${own} or ${argocd}`,
    hint: `put a copy of the Secret into ${own}`,
  });
}
