import { printable } from '../model/printable.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Policy } from './policy.ts';
import { isDotted, type Shape, shapeOf } from './shapes.ts';
import type { Refusal } from './strategy.ts';

/** Tags after all that can be said without reading them as the strategy does. */
export interface Sieved {
  readonly passed: readonly string[];
  readonly refused: readonly Verdict[];
  /** Whether versions with dots are among those that passed. */
  readonly dotted: boolean;
}

/**
 * Applies the filters, then, by the policy's rule, refuses dates and SHAs beside dotted versions: the
 * strategy would read some of them as enormous versions. Whether dotted versions satisfy the constraint
 * does not matter: they show what a version of this image looks like.
 */
export function sieve(tags: readonly string[], policy: Policy): Sieved {
  const filtered = split(tags, (tag) => firstRefusal(tag, policy));
  const dotted = policy.shapes === 'ignore' ? [] : filtered.passed.filter(isDotted);
  if (dotted.length === 0 || policy.shapes !== 'refuse') {
    return { ...filtered, dotted: dotted.length > 0 };
  }
  const refusals = shapeRefusals(dotted);
  const shaped = split(filtered.passed, (tag) => {
    const shape = shapeOf(tag);
    return shape && refusals[shape];
  });
  return {
    passed: shaped.passed,
    refused: [...filtered.refused, ...shaped.refused],
    dotted: true,
  };
}

function split(tags: Iterable<string>, judge: (tag: string) => Refusal | undefined) {
  const passed: string[] = [];
  const refused: Verdict[] = [];
  for (const tag of tags) {
    const refusal = judge(tag);
    if (refusal === undefined) passed.push(tag);
    else refused.push({ tag, ...refusal });
  }
  return { passed, refused };
}

function firstRefusal(tag: string, { filters }: Policy): Refusal | undefined {
  for (const filter of filters) {
    const refusal = filter(tag);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function shapeRefusals(dotted: readonly string[]): Readonly<Record<Shape, Refusal>> {
  const beside = besides(dotted);
  return {
    date: {
      code: 'date-shaped',
      reason: `is a date, not a version: ${beside}; set allow-tags if dates are meant`,
    },
    sha: {
      code: 'sha-shaped',
      reason: `is a commit SHA, not a version: ${beside}; set allow-tags if SHAs are meant`,
    },
  };
}

/** Names one of them, the same in whatever order they come. */
function besides(dotted: readonly string[]): string {
  const example = printable(dotted.reduce((a, b) => (a > b ? a : b)));
  const others = dotted.length - 1;
  if (others === 0) return `${example} is a dotted version`;
  return `${example} and ${others} ${others === 1 ? 'other' : 'others'} are dotted versions`;
}
