import { RE2JS } from 're2js';
import { fail, ok, type Result } from '../model/errors.ts';
import { quoted } from '../model/printable.ts';

const MAX_LENGTH = 256;

/**
 * Compiles a glob as Go's `filepath.Match` reads it on Unix: `*` any characters but `/`, `?` one of them,
 * `[a-z]` and `[^a-z]` a class, `\` takes the next character literally. A bad pattern fails, whereas
 * upstream takes it as one that never matches.
 */
export function compileGlob(pattern: string, where: string): Result<(tag: string) => boolean> {
  const expression = pattern.length > MAX_LENGTH ? undefined : translate(Array.from(pattern));
  if (expression === undefined) {
    return fail('invalid-config', {
      what: 'the glob does not parse',
      where,
      found: quoted(pattern),
      expected: `*, ?, [a-z], [^a-z] and \\ before a character, up to ${MAX_LENGTH} characters`,
    });
  }
  const compiled = RE2JS.compile(`^(?s:${expression})$`);
  return ok((tag) => compiled.test(tag));
}

/** The glob as an RE2 expression; its own characters appear by number only. */
function translate(pattern: readonly string[]): string | undefined {
  let expression = '';
  let at = 0;
  while (at < pattern.length) {
    const part = pattern[at] === '[' ? readClass(pattern, at + 1) : readSimple(pattern, at);
    if (part === undefined) return undefined;
    expression += part.expression;
    at = part.next;
  }
  return expression;
}

interface Part {
  readonly expression: string;
  readonly next: number;
}

function readSimple(pattern: readonly string[], at: number): Part | undefined {
  if (pattern[at] === '*') return { expression: '[^/]*', next: at + 1 };
  if (pattern[at] === '?') return { expression: '[^/]', next: at + 1 };
  const literal = readCharacter(pattern, at);
  return literal && { expression: literal.expression, next: literal.next };
}

/** Reads from behind `[`. A range whose ends are swapped matches nothing, as in Go. */
function readClass(pattern: readonly string[], start: number): Part | undefined {
  const negated = pattern[start] === '^';
  let at = negated ? start + 1 : start;
  let ranges = '';
  do {
    const range = readRange(pattern, at);
    if (range === undefined) return undefined;
    ranges += range.expression;
    at = range.next;
  } while (pattern[at] !== ']');
  if (ranges === '') return { expression: negated ? '.' : '[^\\x{0}-\\x{10ffff}]', next: at + 1 };
  return { expression: `[${negated ? '^' : ''}${ranges}]`, next: at + 1 };
}

function readRange(pattern: readonly string[], at: number): Part | undefined {
  const low = readClassCharacter(pattern, at);
  if (low === undefined || pattern[low.next] !== '-') return low;
  const high = readClassCharacter(pattern, low.next + 1);
  if (high === undefined) return undefined;
  const expression = low.code > high.code ? '' : `${low.expression}-${high.expression}`;
  return { expression, next: high.next };
}

/** In a class, `-` and `]` stand for themselves only behind a backslash. */
function readClassCharacter(pattern: readonly string[], at: number) {
  return pattern[at] === '-' || pattern[at] === ']' ? undefined : readCharacter(pattern, at);
}

function readCharacter(pattern: readonly string[], at: number) {
  const escaped = pattern[at] === '\\';
  const code = pattern[escaped ? at + 1 : at]?.codePointAt(0);
  if (code === undefined) return undefined;
  return { code, expression: `\\x{${code.toString(16)}}`, next: escaped ? at + 2 : at + 1 };
}
