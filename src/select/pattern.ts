import { RE2JS } from 're2js';
import { fail, ok, type Result } from '../model/errors.ts';
import { printable, quoted } from '../model/printable.ts';

const MAX_LENGTH = 1000;
/** Instructions of the compiled expression: time is at most this times the length of a tag. */
const MAX_PROGRAM = 1000;

/** Compiles an expression of the user by RE2 syntax: time linear in the tag, no look-around. */
export function compilePattern(expression: string, where: string): Result<RE2JS> {
  if (expression.length > MAX_LENGTH) return tooLarge(expression, where);
  try {
    const pattern = RE2JS.compile(expression);
    return pattern.programSize() > MAX_PROGRAM ? tooLarge(expression, where) : ok(pattern);
  } catch (thrown) {
    return fail('invalid-config', {
      what: 'the regular expression does not compile',
      where,
      found: quoted(expression),
      expected: 'RE2 syntax, as in Go',
      hint: thrown instanceof Error ? printable(thrown.message) : undefined,
    });
  }
}

function tooLarge(expression: string, where: string): Result<never> {
  return fail('invalid-config', {
    what: 'the regular expression is too large',
    where,
    found: quoted(expression),
    expected: `at most ${MAX_LENGTH} characters, and repetitions below about ${MAX_PROGRAM}`,
  });
}
