import { createSelector, type Selector } from '../../src/controller/selector.ts';
import type { Stages } from '../../src/controller/stages.ts';
import type { Application } from '../../src/model/application.ts';
import { ok, TagboatError } from '../../src/model/errors.ts';
import type { TagFacts } from '../../src/model/verdict.ts';
import { appName } from '../../src/model/watch.ts';
import type { JsonPatchOp } from '../../src/ports.ts';
import type { GitTarget } from '../../src/writeback/git.ts';
import type { PreparedCommit } from '../../src/writeback/git-job.ts';
import { type TestLog, testLog } from './log.ts';

export interface FakeStages extends Stages {
  readonly log: TestLog;
  /** What was written, in order. */
  readonly patches: (readonly JsonPatchOp[])[];
  readonly commits: (PreparedCommit & Pick<GitTarget, 'repository' | 'branch'>)[];
  /** Names of the Applications that Argo CD was asked to look at. */
  readonly refreshed: string[];
}

export interface FakeWorld {
  /** Tags by the path of their repository; a path that is not here cannot be listed. */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  readonly facts?: Readonly<Record<string, TagFacts>>;
  /** As last seen. */
  readonly applications?: readonly Application[];
  /** As they turn out to be when a patch of what was last seen does not apply. */
  readonly changed?: readonly Application[];
  /** Files of every branch of every repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files as they are after somebody pushed in between. */
  readonly moved?: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
  /** Thrown where something is written. */
  readonly failure?: TagboatError;
}

/** Stages in memory: what is written is kept, and changes nothing. */
export function fakeStages(world: FakeWorld = {}): FakeStages {
  const { applications = [], changed = [], files = {}, moved, failure, dryRun = false } = world;
  const patches: (readonly JsonPatchOp[])[] = [];
  const commits: FakeStages['commits'] = [];
  const refreshed: string[] = [];
  const named = (all: readonly Application[], name: string) =>
    all.find(({ metadata }) => appName(metadata) === name);
  return {
    patches,
    commits,
    refreshed,
    dryRun,
    log: testLog(),
    selector: selectorOf(world),
    application: (key) => named(applications, appName(key)),
    applicationWriter: {
      async update(app, prepare) {
        prepare(app);
        const patch = prepare(named(changed, appName(app.metadata)) ?? app) ?? [];
        if (failure !== undefined) throw failure;
        if (patch.length > 0) patches.push(patch);
        return patch.length > 0 ? 'patched' : 'unchanged';
      },
      async refresh(key) {
        if (failure !== undefined) throw failure;
        refreshed.push(appName(key));
      },
    },
    gitWriter: {
      async update({ repository, branch, paths }, prepare) {
        const wanted = (all: Readonly<Record<string, string>>) =>
          new Map(paths.flatMap((path) => (path in all ? [[path, ok(all[path] ?? '')]] : [])));
        prepare(wanted(files));
        const prepared = prepare(wanted(moved ?? files));
        if (failure !== undefined) throw failure;
        if (prepared === undefined) return { kind: 'unchanged', branch: 'main', head: 'head' };
        commits.push({ ...prepared, repository, branch });
        return { kind: 'pushed', branch: 'main', commit: 'new', head: 'head', attempts: 1 };
      },
    },
  };
}

function selectorOf({ tags = {}, facts = {} }: FakeWorld): Selector {
  return createSelector({
    async listTags({ path }) {
      const listed = tags[path];
      if (listed !== undefined) return { tags: listed, revision: listed.join() };
      throw new TagboatError('not-found', { where: path, what: 'there is no such repository' });
    },
    facts: async (_, tag) =>
      facts[tag] ?? { kind: 'unusable', code: 'no-metadata', reason: 'is gone' },
  });
}
