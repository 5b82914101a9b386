import { fail, ok, type Result } from '../../model/errors.ts';
import { quoted } from '../../model/printable.ts';
import { MODIFIER, TOKENS, type Token, UNITS } from './tokens.ts';

/** A format as an expression with one group a field. */
export interface Format {
  readonly expression: RegExp;
  readonly fields: readonly Token[];
  /** Indices of the fields, the most significant first. */
  readonly significance: readonly number[];
}

/** A field, or text that stands for itself. */
type Part = Token | string;

const MAX_LENGTH = 64;
const RUNS = /[A-Za-z0-9]+|[^A-Za-z0-9]+/g;
const LITERAL_RUN = /^(?:[a-z]+|[^A-Za-z0-9]+)$/;
/** Letters that may touch a token: `vYYYY`, `YYYYMMDDTHHmmssZ`. */
const LITERAL_LETTER = /^[TZv]/;

/**
 * Reads a format such as `YYYY.MM.MICRO` or `YYYYMMDD-HHmmss`: tokens (see `TOKENS`) with text between
 * them. A run of letters and digits is either tokens or a word in lower case; anything else is a mistake
 * that would match no tag. A leading `v` is optional in tags. `MODIFIER` comes last and may be absent,
 * together with the character before it.
 */
export function parseFormat(text: string, where: string): Result<Format> {
  if (text.length > MAX_LENGTH) return bad(text, where, `is longer than ${MAX_LENGTH} characters`);
  const parts: Part[] = [];
  for (const run of text.match(RUNS) ?? []) {
    const part = splitRun(run) ?? (LITERAL_RUN.test(run) ? [run] : undefined);
    if (part === undefined) return bad(text, where, `holds ${quoted(run)}, which is no token`);
    parts.push(...part);
  }
  const problem = objection(parts);
  if (problem !== undefined) return bad(text, where, problem);
  const fields = parts.filter((part) => typeof part !== 'string');
  return ok({ expression: toExpression(parts), fields, significance: significanceOf(fields) });
}

function bad(text: string, where: string, what: string): Result<never> {
  const expected = `${TOKENS.map(({ name }) => name).join(' ')}, such as YYYY.MM.MICRO`;
  return fail('invalid-config', { what, where, found: quoted(text), expected });
}

/** The tokens a run consists of, or undefined when it does not consist of tokens. */
function splitRun(run: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  let rest = run;
  while (rest !== '') {
    const at = rest;
    const token = TOKENS.find(({ name }) => at.startsWith(name));
    const letter = LITERAL_LETTER.exec(at)?.[0];
    const part = token ?? letter;
    if (part === undefined) return undefined;
    parts.push(part);
    rest = at.slice(typeof part === 'string' ? part.length : part.name.length);
  }
  return parts;
}

function objection(parts: readonly Part[]): string | undefined {
  const fields = parts.filter((part) => typeof part !== 'string');
  const kinds = fields.map(({ unit, name }) => unit ?? name);
  const modifier = parts.findIndex((part) => typeof part !== 'string' && part.name === MODIFIER);
  const orphan = fields.find(({ needs }) => needs !== undefined && !kinds.includes(needs));
  if (!kinds.includes('year')) return 'holds no year';
  if (orphan !== undefined) return `holds ${orphan.name} but no ${orphan.needs}`;
  if (new Set(kinds).size < kinds.length) return 'holds a field twice';
  if (modifier !== -1 && modifier < parts.length - 1) return 'goes on behind MODIFIER';
  const touching = parts.some((part, i) => isOpen(part) && isOpen(parts[i + 1]));
  return touching ? 'does not say where one number ends and the next begins' : undefined;
}

/** Whether the part is a number of any length. */
function isOpen(part: Part | undefined): boolean {
  return isNumber(part) && part.unit === undefined;
}

function isNumber(part: Part | undefined): part is Token {
  return typeof part === 'object' && part.name !== MODIFIER;
}

function toExpression(parts: readonly Part[]): RegExp {
  const source = parts.map((part, i) => {
    if (part === 'v' && i === 0) return '';
    if (typeof part === 'string') return part.replace(/[^A-Za-z0-9]/g, '\\$&');
    const packed = isNumber(parts[i - 1]) || isNumber(parts[i + 1]);
    return `(${packed ? (part.packed ?? part.digits) : part.digits})`;
  });
  return new RegExp(`^v?${optionalModifier(parts, source)}$`);
}

function optionalModifier(parts: readonly Part[], source: readonly string[]): string {
  const last = parts.at(-1);
  if (typeof last !== 'object' || last.name !== MODIFIER) return source.join('');
  const separated = typeof parts.at(-2) === 'string';
  const cut = source.length - (separated ? 2 : 1);
  return `${source.slice(0, cut).join('')}(?:${source.slice(cut).join('')})?`;
}

/** As written, but that the parts of the date come in the calendar's order whatever the format says. */
function significanceOf(fields: readonly Token[]): readonly number[] {
  const indices = fields.map((_, i) => i);
  const dated = indices
    .filter((i) => fields[i]?.unit !== undefined)
    .toSorted((a, b) => unitOf(fields[a]) - unitOf(fields[b]));
  return indices.map((i) => (fields[i]?.unit === undefined ? i : (dated.shift() ?? i)));
}

function unitOf(field: Token | undefined): number {
  return field?.unit === undefined ? UNITS.length : UNITS.indexOf(field.unit);
}
