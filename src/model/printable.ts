/**
 * Text from outside in a form that is safe to print: control characters (C0, DEL, C1, and the marks that
 * reorder text) are written as `\u001b`, and what is longer than `limit` characters is cut with `…`.
 */
export function printable(text: string, limit = 256): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The same between quotation marks, for a value whose ends must be seen; `nothing` when it is empty. */
export function quoted(text: string, limit = 80): string {
  return text === '' ? 'nothing' : `"${printable(text, limit)}"`;
}
