import { printable } from '../model/printable.ts';
import type { Candidate, Selection, TagFacts, Verdict } from '../model/verdict.ts';
import type { Policy } from './policy.ts';
import { select } from './select.ts';

export interface GuardInput {
  readonly selection: Selection;
  readonly policy: Policy;
  /** What the Application asks for now. */
  readonly current: Candidate | undefined;
  /** The tags that the selection was made from. */
  readonly listed: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, TagFacts>;
}

type Decided = Extract<Selection, { kind: 'decided' }>;

/**
 * Keeps an Application from going back: a current tag that passes the policy is a candidate even when the
 * list no longer carries it, so a list that came back shorter rolls nothing back. A current tag that does
 * not pass (a date trap, a stale override) holds nothing back; the pick is taken, with a warning.
 *
 * A listed current tag was judged with the others already. The digest strategy follows one tag, so it
 * knows no lower one.
 */
export function guardCurrent(input: GuardInput): Selection {
  const { selection, policy, current, listed } = input;
  const { strategy, allowDowngrade } = policy.spec;
  if (selection.kind !== 'decided' || selection.pick === undefined) return selection;
  if (current === undefined || current.tag === '' || current.tag === selection.pick.tag) {
    return selection;
  }
  if (allowDowngrade || strategy === 'digest') return selection;
  return listed.has(current.tag)
    ? afterListed(selection, current.tag)
    : afterUnlisted(input, current.tag);
}

function afterListed(selection: Decided, current: string): Selection {
  const verdict = selection.verdicts.find(({ tag }) => tag === current);
  return verdict === undefined || verdict.code === 'lower' ? selection : warn(selection, verdict);
}

/** Selects again with the current tag among the others, and takes it out of the answer. */
function afterUnlisted({ policy, listed, facts }: GuardInput, current: string): Selection {
  const joined = select([...listed, current], policy, facts);
  if (joined.kind !== 'decided') return joined;
  const verdict = joined.verdicts.find(({ tag }) => tag === current);
  const verdicts = joined.verdicts.filter(({ tag }) => tag !== current);
  if (verdict === undefined || verdict.code === 'lower') return { ...joined, verdicts };
  return verdict.code === 'taken' ? hold(verdicts) : warn({ ...joined, verdicts }, verdict);
}

/** The best of the list is lower than the current tag. */
function hold(verdicts: readonly Verdict[]): Selection {
  const best = verdicts.find(({ code }) => code === 'lower');
  const held = verdicts.map((verdict): Verdict => {
    if (verdict !== best) return verdict;
    const reason = `${best.reason}, the current tag, which is no longer listed; set allow-downgrade to take this one`;
    return { ...best, code: 'downgrade', reason };
  });
  return { kind: 'decided', pick: undefined, verdicts: held };
}

function warn(selection: Decided, current: Verdict): Selection {
  const doubt = `the current ${printable(current.tag)} does not count: ${current.reason}`;
  const verdicts = selection.verdicts.map((verdict): Verdict => {
    if (verdict.code !== 'taken') return verdict;
    const { reason, warning = 'current-not-allowed' } = verdict;
    return { ...verdict, reason: `${reason}; ${doubt}`, warning };
  });
  return { ...selection, verdicts };
}
