import pLimit from 'p-limit';
import type { Watch } from '../model/watch.ts';
import { skipNotLive } from '../plan/decide.ts';
import { groupByDestination } from '../plan/group.ts';
import { propose } from './judge.ts';
import type { Result } from './outcomes.ts';
import type { Round } from './selector.ts';
import type { Stages } from './stages.ts';
import { updateApplication } from './update-application.ts';
import { updateBranch } from './update-branch.ts';

/** Patches under way at once; the API server's own fairness does the rest. */
const PARALLEL_PATCHES = 16;

/**
 * registry → select → plan → writeback, once, for these Watches.
 *
 * Each destination (an Application, or a branch of a git repository) waits for the proposals of its own
 * Watches only, so a registry that hangs delays nobody else; and each is written once.
 * Never rejects: what fails is the result of the Watches it concerns.
 */
export async function runCycle(
  stages: Stages,
  watches: readonly Watch[],
  round: Round,
): Promise<readonly Result[]> {
  const skipped = watches.flatMap((watch) => {
    const decision = skipNotLive(watch);
    return decision === undefined ? [] : [{ watch, decision }];
  });
  const notLive = new Set(skipped.map(({ watch }) => watch));
  const live = watches.filter((watch) => !notLive.has(watch));

  const proposed = (group: readonly Watch[]) =>
    Promise.all(group.map((watch) => propose(round, watch)));
  const patching = pLimit(PARALLEL_PATCHES);
  const { applications, repositories } = groupByDestination(live);
  const results = await Promise.all([
    ...applications.map(async ({ app, watches: own }) => {
      const ready = await proposed(own);
      return patching(() => updateApplication(stages, round, app, ready));
    }),
    ...repositories.map(async (branches) => {
      const ready = await Promise.all(branches.map((branch) => proposed(branch.watches)));
      const updates = branches.map((branch, i) =>
        updateBranch(stages, round, branch, ready[i] ?? []),
      );
      return (await Promise.all(updates)).flat();
    }),
  ]);
  return [...skipped, ...results.flat()];
}
