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
/** What stands between a date and a time, and at the end of it: `YYYYMMDDTHHmmssZ`. */
const LITERAL_LETTER = /^[TZ]/;

/**
 * Reads a format such as `YYYY.MM.MICRO` or `YYYYMMDD-HHmmss`: tokens (see `TOKENS`) with text between
 * them. A run of letters and digits is either tokens or a word in lower case; anything else is a mistake
 * that would match no tag. A leading `v` is optional in tags. `MODIFIER` comes last and may be absent,
 * together with the character before it.
 */
export function parseFormat(text: string, where: string): Result<Format> {
  const parts = text.length > MAX_LENGTH ? undefined : splitFormat(text);
  const problem = parts === undefined ? 'is no calendar format' : objection(parts);
  if (parts === undefined || problem !== undefined) {
    return fail('invalid-config', {
      what: problem ?? 'is no calendar format',
      where,
      found: quoted(text),
      expected: `${TOKENS.map(({ name }) => name).join(' ')}, such as YYYY.MM.MICRO`,
    });
  }
  const fields = parts.filter((part) => typeof part !== 'string');
  return ok({ expression: toExpression(parts), fields, significance: significanceOf(fields) });
}

function splitFormat(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const run of text.match(RUNS) ?? []) {
    const tokens = splitRun(run);
    if (tokens !== undefined) parts.push(...tokens);
    else if (LITERAL_RUN.test(run)) parts.push(run);
    else return undefined;
  }
  return parts;
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
  if (!kinds.includes('year')) return 'holds no year';
  if (new Set(kinds).size < kinds.length) return 'holds a field twice';
  if (modifier !== -1 && modifier < parts.length - 1) return 'goes on behind MODIFIER';
  if (parts.some((part, i) => isOpen(part) && isOpen(parts[i + 1]))) {
    return 'does not say where one number ends and the next begins';
  }
  return undefined;
}

/** Whether the part is a number of any length. */
function isOpen(part: Part | undefined): boolean {
  return typeof part === 'object' && part.unit === undefined && part.name !== MODIFIER;
}

function toExpression(parts: readonly Part[]): RegExp {
  const source = parts.map((part, i) => {
    if (typeof part === 'string') return part.replace(/[^A-Za-z0-9]/g, '\\$&');
    const packed = typeof parts[i - 1] === 'object' || typeof parts[i + 1] === 'object';
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
