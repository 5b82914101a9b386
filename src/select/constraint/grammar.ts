import { RE2JS } from 're2js';
import { fail, ok, type Problem, type Result } from '../../model/errors.ts';
import { quoted } from '../../model/printable.ts';
import { parseVersion } from '../../model/version.ts';
import { type Bound, type Given, OPERATORS, type Operator } from './term.ts';

/** One comparison: `>=1.2`. */
interface Term {
  readonly operator: Operator;
  readonly bound: Bound;
}

/** Terms that must all hold. */
export type Group = readonly Term[];

/** More than anybody writes, and few enough to check 10,000 tags against. */
const MAX_LENGTH = 500;

const SUFFIX = '(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
/** Loose, as in Masterminds: what is read of it must be a number or one wildcard. */
const NUMBER = '[0-9xX*|]+';
const RANGE_END = `v?${NUMBER}(?:\\.${NUMBER}){0,2}${SUFFIX}`;
const RANGE = RE2JS.compile(`\\s*(${RANGE_END})\\s+-\\s+(${RANGE_END})\\s*`);

const BLANKS = /^[ \t\n\f\r]*/;
/** A comma with blanks around it, or blanks. */
const SEPARATOR = /^[ \t\n\f\r]*,[ \t\n\f\r]*|^[ \t\n\f\r]+/;
const WORD = /^[^ \t\n\f\r,]+/;
const OPERATOR = /^[=!<>~^]*/;
const BOUND = new RegExp(`^v?(${NUMBER})(?:\\.(${NUMBER}))?(?:\\.(${NUMBER}))?(${SUFFIX})$`);

const EXPECTED_VERSION = 'a version such as 1.2.3, 1.2 or 1.x';

/**
 * Groups separated by `||`, of terms separated by blanks or a comma: the grammar of Masterminds 3.4, with
 * its order of steps: a range `a - b` is rewritten in the raw text, blanks around it included, before the
 * text is split (see the remark in `test/vectors/semver/README.md`).
 */
export function parseGroups(text: string): Result<readonly Group[]> {
  if (text.length > MAX_LENGTH) {
    return wrong('is too long', `${text.length} characters`, `at most ${MAX_LENGTH}`);
  }
  const groups: Group[] = [];
  for (const part of withoutRanges(text).split('||')) {
    const group = parseGroup(part);
    if (!group.ok) return group;
    groups.push(group.value);
  }
  return ok(groups);
}

function withoutRanges(text: string): string {
  return RANGE.matcher(text).replaceAll('>= $1, <= $2 ');
}

function parseGroup(text: string): Result<Group> {
  const terms: Term[] = [];
  let rest = text.replace(BLANKS, '');
  if (rest === '') return wrong('has an empty part', quoted(text), EXPECTED_VERSION);
  while (rest !== '') {
    const { operator, bound, length } = readTerm(rest);
    const term = parseTerm(operator, bound);
    if (!term.ok) return term;
    terms.push(term.value);
    const separator = SEPARATOR.exec(rest.slice(length))?.[0] ?? '';
    rest = rest.slice(length + separator.length);
    if (rest === '' && separator.includes(',')) {
      return wrong('ends in a comma', quoted(text), `${EXPECTED_VERSION} behind it`);
    }
  }
  return ok(terms);
}

/** The operator, the blanks behind it, and what follows up to the next blank or comma. */
function readTerm(text: string) {
  const operator = OPERATOR.exec(text)?.[0] ?? '';
  const behind = text.slice(operator.length);
  const blanks = operator === '' ? '' : (BLANKS.exec(behind)?.[0] ?? '');
  const bound = WORD.exec(behind.slice(blanks.length))?.[0] ?? '';
  return { operator, bound, length: operator.length + blanks.length + bound.length };
}

function parseTerm(operator: string, text: string): Result<Term> {
  if (!isOperator(operator)) {
    return wrong('has an unknown operator', quoted(operator), OPERATORS.slice(1).join(' '));
  }
  const bound = parseBound(text);
  if (bound === undefined) {
    const found = operator === '' ? quoted(text) : `${quoted(text)} behind ${operator}`;
    return wrong('does not parse', found, EXPECTED_VERSION, hintFor(text));
  }
  return ok({ operator, bound });
}

/** Nothing behind the first wildcard or gap is read but the prerelease. */
function parseBound(text: string): Bound | undefined {
  const match = BOUND.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch, suffix = ''] = match;
  const wildcard = [major, minor, patch].findIndex(isWildcard);
  const given = countGiven(wildcard);
  const numbers = [major, minor, patch].map((number, i) => (i < given ? number : '0'));
  const version = parseVersion(`${numbers.join('.')}${suffix}`);
  return version === undefined ? undefined : { version, given };
}

function isWildcard(number: string | undefined): boolean {
  return number === undefined || number === 'x' || number === 'X' || number === '*';
}

function countGiven(wildcard: number): Given {
  return wildcard === 0 || wildcard === 1 || wildcard === 2 ? wildcard : 3;
}

function isOperator(text: string): text is Operator {
  return OPERATORS.some((operator) => operator === text);
}

function hintFor(text: string): string | undefined {
  return /^[A-Za-z]+$/.test(text) ? 'to follow a tag by its name, use strategy digest' : undefined;
}

function wrong(what: string, found: string, expected: string, hint?: string): Result<never> {
  const problem: Problem = { what, where: 'constraint', found, expected, hint };
  return fail('invalid-config', problem);
}
