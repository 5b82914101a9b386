import type { Application } from '../model/application.ts';
import { asTagboatError, orThrow } from '../model/errors.ts';
import type { Decision } from '../model/plan.ts';
import { type AppKey, appName } from '../model/watch.ts';
import type { JsonPatchOp } from '../ports.ts';
import { patchApplication, readApplication } from '../writeback/edits/application.ts';
import { decisionsOf, judge, learn, type Proposed } from './judge.ts';
import { editsOf, outcomesOf, type Result } from './outcomes.ts';
import type { Round } from './selector.ts';
import type { Stages } from './stages.ts';

/** Decides for the Watches of one Application and patches its spec, if need be, once. */
export async function updateApplication(
  stages: Stages,
  round: Round,
  app: AppKey,
  proposed: readonly Proposed[],
): Promise<readonly Result[]> {
  const cached = stages.application(app);
  if (cached === undefined) return [];
  const settled = await settle(round, cached, proposed);
  let decisions = decideFor(cached, settled);

  function prepare(application: Application): readonly JsonPatchOp[] {
    decisions = decideFor(application, settled);
    return orThrow(patchApplication(application, editsOf(decisions)));
  }

  if (stages.dryRun || editsOf(decisions).length === 0) return outcomesOf(decisions, undefined);
  try {
    await stages.applicationWriter.update(cached, prepare);
    return outcomesOf(decisions, { kind: 'written' });
  } catch (thrown) {
    const error = asTagboatError(thrown, `Application ${appName(app)}`);
    return outcomesOf(decisions, { kind: 'failed', error });
  }
}

/** The proposals with what is needed to judge them against the current spec. */
async function settle(
  round: Round,
  application: Application,
  proposed: readonly Proposed[],
): Promise<readonly Proposed[]> {
  const learnt = await learn(
    round,
    proposed.map((each) => judge(each, readApplication(application, each.watch))),
  );
  return proposed.map((each) => learnt?.get(each.watch) ?? each);
}

function decideFor(application: Application, proposed: readonly Proposed[]): readonly Decision[] {
  return decisionsOf(proposed.map((each) => judge(each, readApplication(application, each.watch))));
}
