/** How a registry wants to be asked (RFC 9110 §11.6.1; the bearer parameters are distribution's token spec). */
export type Challenge =
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer'; readonly realm: string; readonly service?: string | undefined };

/** One step through the header: a parameter (`name=value`, quoted or not) or, without `=`, a scheme. */
const STEP = /[\s,]*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/gy;

/**
 * Reads a `WWW-Authenticate` header, in which several challenges may be joined by commas.
 *
 * @returns the bearer challenge if there is one, else basic, else undefined
 */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  const found = schemes(header ?? '');
  const realm = found.get('bearer')?.get('realm');
  if (realm !== undefined) {
    return { kind: 'bearer', realm, service: found.get('bearer')?.get('service') };
  }
  return found.has('basic') ? { kind: 'basic' } : undefined;
}

function schemes(header: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  let parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(STEP)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    if (value !== undefined) {
      parameters.set(name.toLowerCase(), value);
      continue;
    }
    parameters = new Map();
    found.set(name.toLowerCase(), parameters);
  }
  return found;
}
