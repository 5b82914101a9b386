import { asTagboatError, type TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import { type AppKey, appName, type Watch } from '../model/watch.ts';
import type { BranchGroup } from '../plan/group.ts';
import { commitMessage } from '../writeback/edits/commit-message.ts';
import type { GitOutcome } from '../writeback/git.ts';
import { decisionsOf, type Judgement, learn, type Proposed } from './judge.ts';
import { outcomesOf, type Result } from './outcomes.ts';
import { pathsOf, planBranch } from './plan-branch.ts';
import type { Round } from './selector.ts';
import type { Stages } from './stages.ts';

/**
 * Decides for the Watches of one branch and, if need be, commits and pushes once; then asks Argo CD to
 * look at the Applications that changed, which would otherwise wait for its next poll.
 */
export async function updateBranch(
  stages: Stages,
  round: Round,
  group: BranchGroup,
  proposed: readonly Proposed[],
): Promise<readonly Result[]> {
  const attempt = await pushOnce(stages, group, proposed);
  const learnt = await learn(round, attempt.judgements);
  if (learnt === undefined) return finish(stages, attempt);
  const informed = proposed.map((each) => learnt.get(each.watch) ?? each);
  return finish(stages, await pushOnce(stages, group, informed));
}

interface Attempt {
  readonly judgements: readonly Judgement[];
  /** `undefined` when nothing was pushed, since nothing had to be or it is a dry run. */
  readonly pushed?: Extract<GitOutcome, { kind: 'pushed' }> | undefined;
  readonly error?: TagboatError | undefined;
}

async function pushOnce(
  stages: Stages,
  group: BranchGroup,
  proposed: readonly Proposed[],
): Promise<Attempt> {
  const { repository, branch, credentials, watches } = group;
  let judgements: readonly Judgement[] | undefined;
  try {
    const paths = [...new Set(watches.flatMap(filePaths))];
    const target = { repository, branch, credentials, paths };
    const outcome = await stages.gitWriter.update(target, (files) => {
      const plan = planBranch(proposed, files);
      judgements = plan.judgements;
      if (stages.dryRun || plan.writes.size === 0) return undefined;
      return { writes: plan.writes, message: commitMessage(plan.changes) };
    });
    return {
      judgements: judgements ?? [],
      pushed: outcome.kind === 'pushed' ? outcome : undefined,
    };
  } catch (thrown) {
    const error = asTagboatError(thrown, printableUrl(repository));
    return { judgements: judgements ?? proposed.map(({ watch }) => failed(watch, error)), error };
  }
}

async function finish(
  stages: Stages,
  { judgements, pushed, error }: Attempt,
): Promise<readonly Result[]> {
  const decisions = decisionsOf(judgements);
  if (error !== undefined) return outcomesOf(decisions, { kind: 'failed', error });
  if (pushed === undefined) return outcomesOf(decisions, undefined);
  const results = outcomesOf(decisions, { kind: 'written', commit: pushed.commit });
  await Promise.all(changedApplications(results).map((app) => refresh(stages, app)));
  return results;
}

/** A refresh only saves time, so that its failure is worth a line and no more. */
async function refresh(stages: Stages, app: AppKey): Promise<void> {
  try {
    await stages.applicationWriter.refresh(app);
  } catch (error) {
    stages.log.warn('Argo CD was not asked to refresh', { application: appName(app), error });
  }
}

function changedApplications(results: readonly Result[]): readonly AppKey[] {
  const changed = results.filter((result) => result.outcome?.kind === 'written');
  return [...new Map(changed.map(({ watch }) => [appName(watch.app), watch.app])).values()];
}

function filePaths({ destination }: Watch): readonly string[] {
  return destination.method === 'git' ? pathsOf(destination.file) : [];
}

function failed(watch: Watch, error: TagboatError): Judgement {
  return { kind: 'failed', watch, error };
}
