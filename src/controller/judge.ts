import { asTagboatError, TagboatError } from '../model/errors.ts';
import type { ImageRef } from '../model/image.ts';
import type { Decision } from '../model/plan.ts';
import { appName, type Watch } from '../model/watch.ts';
import { currentImages, decide } from '../plan/decide.ts';
import { guardCurrent } from '../select/current.ts';
import type { Need, Proposal, Round } from './selector.ts';

/** A Watch with what the registry and its policy propose, or why there is no proposal. */
export interface Proposed {
  readonly watch: Watch;
  readonly proposal: Proposal | TagboatError;
}

/** A Decision, or the facts without which none is safe. */
export type Judgement =
  | Decision
  | ({ readonly kind: 'needs'; readonly proposed: Proposed; readonly proposal: Proposal } & Need);

/** Asks the round for a proposal; a failure is a value, so that it concerns this Watch alone. */
export async function propose(round: Round, watch: Watch): Promise<Proposed> {
  try {
    return { watch, proposal: await round.propose(watch) };
  } catch (thrown) {
    const where = `Application ${appName(watch.app)}`;
    return { watch, proposal: asTagboatError(thrown, where) };
  }
}

/** What a proposal means for a Watch whose desired state says `written` now. Pure. */
export function judge(proposed: Proposed, written: ImageRef | undefined): Judgement {
  const { watch, proposal } = proposed;
  if (proposal instanceof TagboatError) return { kind: 'failed', watch, error: proposal };
  let selection = proposal.selection;
  for (const { tag, digest } of currentImages(watch, written)) {
    if (tag === undefined) continue;
    selection = guardCurrent({ ...proposal, selection, current: { tag, digest } });
  }
  if (selection.kind !== 'needs') return decide(watch, selection, written);
  return { kind: 'needs', proposed, proposal, want: selection.want, tags: selection.tags };
}

/**
 * The same Watches with the facts learnt that their judgements need, or undefined when none needs any.
 * The registry answers each fact, if only with `unknown`, so asking once is enough.
 */
export async function learn(
  round: Round,
  judgements: readonly Judgement[],
): Promise<ReadonlyMap<Watch, Proposed> | undefined> {
  const needs = judgements.filter((judgement) => judgement.kind === 'needs');
  if (needs.length === 0) return undefined;
  const learnt = needs.map(async (need): Promise<[Watch, Proposed]> => {
    const { watch } = need.proposed;
    return [watch, { watch, proposal: await round.learn(watch, need.proposal, need) }];
  });
  return new Map(await Promise.all(learnt));
}

/** Judgements that can be acted on: what still needs facts is skipped in this cycle. */
export function decisionsOf(judgements: readonly Judgement[]): readonly Decision[] {
  return judgements.map((judgement) =>
    judgement.kind === 'needs' ? stillUnknown(judgement.proposed.watch) : judgement,
  );
}

function stillUnknown(watch: Watch): Decision {
  const reason = 'the registry could not say enough about the current tag';
  return { kind: 'skip', watch, code: 'unknown', reason, verdicts: [] };
}
