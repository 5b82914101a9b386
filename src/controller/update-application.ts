import type { Application } from '../model/application.ts';
import { asTagboatError, orThrow } from '../model/errors.ts';
import { type AppKey, appName } from '../model/watch.ts';
import type { JsonPatchOp } from '../ports.ts';
import { patchApplication, readApplication } from '../writeback/edits/application.ts';
import { decisionsOf, type Judgement, judge, learn, type Proposed } from './judge.ts';
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
  const first = judgeAll(cached, proposed);
  const learnt = await learn(round, first);
  const informed = proposed.map((each) => learnt?.get(each.watch) ?? each);
  let decisions = decisionsOf(learnt === undefined ? first : judgeAll(cached, informed));

  function prepare(application: Application): readonly JsonPatchOp[] {
    decisions = decisionsOf(judgeAll(application, informed));
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

/** What the proposals mean for the Application as its spec stands. */
function judgeAll(application: Application, proposed: readonly Proposed[]): readonly Judgement[] {
  return proposed.map((each) => judge(each, readApplication(application, each.watch)));
}
