import { printable } from '../model/printable.ts';
import type { Candidate, Selection, TagFacts, Verdict, Want } from '../model/verdict.ts';
import type { Policy } from './policy.ts';
import type { Order, Ranked } from './ranking.ts';
import { shapeOf } from './shapes.ts';
import { type Sieved, sieve } from './sieve.ts';

export type Facts = ReadonlyMap<string, TagFacts>;

const NO_FACTS: Facts = new Map();

/**
 * Chooses among tags and says of each why it was taken or refused: the taken one first, then those below
 * it, highest first, then the refused. Where the decision hangs on what only the registry knows, it says
 * what must be asked about which tags; the caller asks and selects again with all answers so far.
 *
 * Pure, and independent of the order of the tags.
 */
export function select(
  tags: readonly string[],
  policy: Policy,
  facts: Facts = NO_FACTS,
): Selection {
  const sieved = sieve([...new Set(tags)], policy);
  if (policy.question?.about === 'all') {
    const open = openQuestion(sieved.passed, policy.question.want, facts);
    if (open !== undefined) return open;
  }
  const order = policy.ranking.order(sieved.passed, facts);
  const unfit =
    policy.question?.about === 'best' ? passOver(order, policy.question.want, facts) : [];
  return 'kind' in unfit ? unfit : decided({ policy, facts, sieved, order, unfit });
}

/** The question that is left before tags can be ranked, if any. One that got no answer decides nothing. */
function openQuestion(tags: readonly string[], want: Want, facts: Facts): Selection | undefined {
  const unasked = tags.filter((tag) => !answers(facts.get(tag), want));
  if (unasked.length > 0) return { kind: 'needs', want, tags: unasked };
  for (const tag of tags) {
    const fact = facts.get(tag);
    if (fact?.kind === 'unknown') return unknown(tag, fact.reason);
  }
  return undefined;
}

function answers(fact: TagFacts | undefined, want: Want): boolean {
  if (fact?.kind === 'known') return want !== 'created' || fact.created !== undefined;
  return fact !== undefined;
}

/** Verdicts on the best tags that turn out to be unusable, down to the first that is not. */
function passOver({ ranked }: Order, want: Want, facts: Facts): readonly Verdict[] | Selection {
  const unfit: Verdict[] = [];
  for (const { tag } of ranked) {
    const fact = facts.get(tag);
    if (fact === undefined) return { kind: 'needs', want, tags: [tag] };
    if (fact.kind === 'unknown') return unknown(tag, fact.reason);
    if (fact.kind === 'known') break;
    unfit.push({ tag, code: fact.code, reason: printable(fact.reason) });
  }
  return unfit;
}

function unknown(tag: string, reason: string): Selection {
  return {
    kind: 'unknown',
    reason: `the registry could not tell about ${printable(tag)}: ${printable(reason)}`,
  };
}

interface Findings {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly sieved: Sieved;
  readonly order: Order;
  readonly unfit: readonly Verdict[];
}

function decided({ policy, facts, sieved, order, unfit }: Findings): Selection {
  const refused = [...unfit, ...order.refused, ...sieved.refused];
  const [best, ...others] = order.ranked.slice(unfit.length);
  if (best === undefined) return { kind: 'decided', pick: undefined, verdicts: refused };
  const pick = candidate(best.tag, facts);
  const taken = { ...pick, ...takenVerdict(best.tag, policy, sieved) };
  const lower = lowerVerdicts(best, others, policy, facts);
  return { kind: 'decided', pick, verdicts: [taken, ...lower, ...refused] };
}

function takenVerdict(tag: string, { ranking, shapes }: Policy, { dotted }: Sieved) {
  const shape = shapes === 'warn' && dotted ? shapeOf(tag) : undefined;
  const code: Verdict['code'] = 'taken';
  if (shape === undefined) return { code, reason: ranking.taken };
  const noun = shape === 'date' ? 'date' : 'commit SHA';
  return {
    code,
    reason: `${ranking.taken}; looks like a ${noun}, but allow-tags lets it through`,
    warning: WARNINGS[shape],
  };
}

const WARNINGS = { date: 'looks-like-a-date', sha: 'looks-like-a-sha' } as const;

function lowerVerdicts(
  best: Ranked,
  others: readonly Ranked[],
  { ranking }: Policy,
  facts: Facts,
): readonly Verdict[] {
  const name = printable(best.tag);
  const below = `${ranking.below} ${name}`;
  const level = `${ranking.level ?? ranking.below} ${name}, whose name sorts last`;
  return others.map(({ tag, rank }) => ({
    ...candidate(tag, facts),
    code: 'lower',
    reason: rank === best.rank ? level : below,
  }));
}

function candidate(tag: string, facts: Facts): Candidate {
  const fact = facts.get(tag);
  if (fact?.kind !== 'known') return { tag };
  const { digest, created } = fact;
  return created === undefined ? { tag, digest } : { tag, digest, created };
}
