import { fail, ok, type Result } from './errors.ts';
import type { CredentialSource } from './watch.ts';

export interface CredentialSourceContext {
  /** Of the Secret when the text names none. */
  readonly namespace: string;
  /** Where the text was found, for errors; `credentials` by default. */
  readonly where?: string | undefined;
}

const EXPECTED =
  'secret:[NAMESPACE/]NAME#FIELD, pullsecret:[NAMESPACE/]NAME, env:VARIABLE or ext:/PATH';

/**
 * Reads upstream's syntax of registry credentials, `[REGISTRY=]KIND:VALUE`. The registry before `=` names
 * nothing that the image does not, so it is not kept. Unlike upstream, the namespace may be left out.
 *
 * @returns `invalid-config` when it does not parse. What was found is not repeated beyond its kind, since
 *   people paste the credentials themselves by mistake.
 */
export function parseCredentialSource(
  text: string,
  context: CredentialSourceContext,
): Result<CredentialSource> {
  const [, kind = '', value = ''] =
    /^(?:[^=:/]+(?::\d+)?=)?([a-z]+):(.+)$/s.exec(text.trim()) ?? [];
  const source = read(kind, value.trim(), context.namespace);
  if (source !== undefined) return ok(source);
  return fail('invalid-config', {
    what: 'these credentials cannot be read',
    where: context.where ?? 'credentials',
    found: KINDS.includes(kind) ? `${kind}: followed by something else` : 'another form',
    expected: EXPECTED,
  });
}

const KINDS = ['secret', 'pullsecret', 'env', 'ext'];

function read(kind: string, value: string, namespace: string): CredentialSource | undefined {
  switch (kind) {
    case 'secret': {
      const cut = value.indexOf('#');
      const field = value.slice(cut + 1);
      const secret = secretName(value.slice(0, Math.max(cut, 0)), namespace);
      const readable = secret !== undefined && /^[-._a-zA-Z0-9]+$/.test(field);
      return readable ? { kind, ...secret, field } : undefined;
    }
    case 'pullsecret': {
      const secret = secretName(value, namespace);
      return secret === undefined ? undefined : { kind, ...secret };
    }
    case 'env':
      return /^[A-Za-z_]\w*$/.test(value) ? { kind, name: value } : undefined;
    case 'ext':
      return /^\/[^\0\n]+$/.test(value) ? { kind, path: value } : undefined;
    default:
      return undefined;
  }
}

/** `[NAMESPACE/]NAME`, both as Kubernetes names objects. */
function secretName(text: string, namespace: string) {
  const name = '[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?';
  const match = new RegExp(`^(?:(${name})/)?(${name})$`).exec(text);
  if (match?.[2] === undefined) return undefined;
  return { namespace: match[1] ?? namespace, name: match[2] };
}
