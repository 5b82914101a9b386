import type { ImageRef } from '../model/image.ts';
import { formatImage, sameImage } from '../model/image.ts';
import type { Decision } from '../model/plan.ts';
import type { Candidate, Selection, Verdict } from '../model/verdict.ts';
import type { Watch } from '../model/watch.ts';

/**
 * What a Selection means for one Watch.
 *
 * @param written what the desired state says now (the Application's spec, or the file in git); when it
 *   says nothing the live images stand in for it
 */
export function decide(
  watch: Watch,
  selection: Selection,
  written: ImageRef | undefined,
): Decision {
  if (selection.kind !== 'decided') {
    const reason =
      selection.kind === 'unknown' ? selection.reason : 'the registry was not asked yet';
    return { kind: 'skip', watch, code: 'unknown', reason, verdicts: [] };
  }
  const { pick, verdicts } = selection;
  if (pick === undefined) return { ...whyNothing(verdicts), kind: 'skip', watch, verdicts };

  const to = imageToWrite(watch, pick);
  const currents = currentImages(watch, written);
  const same = currents.find((current) => isSame(watch, current, to));
  if (same !== undefined) return { kind: 'current', watch, image: to, verdicts };
  return { kind: 'change', change: { watch, from: currents[0], to }, verdicts };
}

/** A Watch that needs no tags, since the Application runs no such image (upstream §1.3). */
export function skipNotLive(watch: Watch): Decision | undefined {
  if (watch.live.length > 0 || watch.forceUpdate) return undefined;
  const reason = `the Application runs no ${formatImage(watch.image)}; set force-update to update it all the same`;
  return { kind: 'skip', watch, code: 'not-live', reason, verdicts: [] };
}

/** What counts as current: what is written, or else what is live. */
export function currentImages(watch: Watch, written: ImageRef | undefined): readonly ImageRef[] {
  return written === undefined ? watch.live : [written];
}

function imageToWrite({ image, policy }: Watch, pick: Candidate): ImageRef {
  const digest = policy.strategy === 'digest' ? pick.digest : undefined;
  return { registry: image.registry, repository: image.repository, tag: pick.tag, digest };
}

function isSame(watch: Watch, current: ImageRef, to: ImageRef): boolean {
  if (!sameImage(current, to)) return false;
  return watch.policy.strategy === 'digest' ? current.digest === to.digest : current.tag === to.tag;
}

function whyNothing(verdicts: readonly Verdict[]) {
  const held = verdicts.find((verdict) => verdict.code === 'downgrade');
  if (held !== undefined) {
    return { code: 'downgrade', reason: `${held.tag} is ${held.reason}` } as const;
  }
  const reason =
    verdicts.length === 0
      ? 'the repository has no tags'
      : `none of ${verdicts.length} tags passes the policy`;
  return { code: 'nothing-allowed', reason } as const;
}
