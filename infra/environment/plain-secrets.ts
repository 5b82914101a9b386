import type { Path } from './path.ts';

/** Tokens of GitHub, GitLab and Slack, private keys, bcrypt hashes, and passwords in URLs. */
const SECRETS = [
  /\bgh[pousr]_[A-Za-z0-9]{10,}/,
  /\bgithub_pat_\w{10,}/,
  /\bglpat-[\w-]{10,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\$2[aby]\$\d\d\$/,
  /:\/\/[^/\s:@]{1,256}:[^/\s:@]{1,256}@/,
];

/** Whether a text holds what must be encrypted. */
export function holdsSecret(text: string): boolean {
  return SECRETS.some((pattern) => pattern.test(text));
}

/** Where a structured value holds a secret in plain, or one that Pulumi encrypted in its midst. */
export function secretsWithin(value: unknown, path: Path): readonly Path[] {
  if (typeof value === 'string') return holdsSecret(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('secure' in value) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => secretsWithin(inner, [...path, key]));
}
