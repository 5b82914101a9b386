import { parse, type Scalar } from 'yaml';

/** Characters that mean nothing to YAML wherever they stand in a plain scalar, in flow collections too. */
const HARMLESS = /^[\w./][\w./:@=+-]*$/;

/**
 * A string as the source of a YAML scalar. It keeps the quotes it had; without any it is plain only if
 * every reader takes it for a string, YAML 1.1 (Helm, Argo CD) and 1.2 alike: the tags `1.10`, `20251114`,
 * `1e3`, `012` and `on` are not strings when they are plain.
 */
export function formatScalar(value: string, style?: Scalar.Type): string {
  if (style === 'QUOTE_SINGLE' && !/\p{Cc}/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style === 'QUOTE_DOUBLE') return JSON.stringify(value);
  return isPlainString(value) ? value : JSON.stringify(value);
}

function isPlainString(value: string): boolean {
  if (!HARMLESS.test(value) || value.endsWith(':')) return false;
  return (['1.1', '1.2'] as const).every((version) => parse(value, { version }) === value);
}
