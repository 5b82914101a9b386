import { fail, ok, type Result } from '../../model/errors.ts';
import type { Version } from '../../model/version.ts';
import { type Group, parseGroups } from './grammar.ts';
import { compileTerm, type Test } from './term.ts';

/** A version range as Masterminds/semver 3.4 understands it. */
export interface Constraint {
  /** As written. */
  readonly text: string;
  /** One of them must hold. */
  readonly groups: readonly CompiledGroup[];
}

interface CompiledGroup {
  readonly tests: readonly Test[];
  /** Whether a term carries a prerelease, which admits prereleases to the whole group. */
  readonly prereleases: boolean;
}

/** `prerelease`: only the missing permission for prereleases keeps the version out. */
export type Answer = 'inside' | 'prerelease' | 'outside';

/** Fails with `invalid-config`, naming the part that does not parse; `where` is what the user calls it. */
export function parseConstraint(text: string, where = 'constraint'): Result<Constraint> {
  const groups = parseGroups(text);
  if (!groups.ok) return fail(groups.error.code, { ...groups.error.problem, where });
  return ok({ text, groups: groups.value.map(compileGroup) });
}

/** Whether the constraint lets the version through. */
export function checkConstraint({ groups }: Constraint, version: Version): Answer {
  let answer: Answer = 'outside';
  for (const { tests, prereleases } of groups) {
    if (!tests.every((test) => test(version))) continue;
    if (prereleases || version.prerelease === '') return 'inside';
    answer = 'prerelease';
  }
  return answer;
}

function compileGroup(terms: Group): CompiledGroup {
  return {
    tests: terms.map(({ operator, bound }) => compileTerm(operator, bound)),
    prereleases: terms.some(({ bound }) => bound.version.prerelease !== ''),
  };
}
