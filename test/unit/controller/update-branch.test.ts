import { describe, expect, it } from '@jest/globals';
import { propose } from '../../../src/controller/judge.ts';
import { updateBranch } from '../../../src/controller/update-branch.ts';
import type { TagboatError } from '../../../src/model/errors.ts';
import type { Destination, Watch } from '../../../src/model/watch.ts';
import { type FakeWorld, fakeStages } from '../../support/stages.ts';
import { SEMVER, watch } from '../../support/watches.ts';

const REPOSITORY = 'https://tagboat:secret@git.example/ops.git';
const credentials = { kind: 'repocreds' } as const;

function inFile(name: string, fields: Partial<Watch> = {}): Watch {
  const destination: Destination = {
    method: 'git',
    repository: REPOSITORY,
    file: { kind: 'helmvalues', path: `${name}.yaml` },
    credentials,
  };
  return watch({ app: { namespace: 'argocd', name }, destination, ...fields });
}

function values(tag: string): string {
  return `image:\n  repository: ghcr.io/acme/back\n  tag: ${tag}\n`;
}

async function update(world: FakeWorld, watches: readonly Watch[] = [inFile('back')]) {
  const stages = fakeStages({ tags: { 'acme/back': ['v1.0.2', 'v1.0.3'] }, ...world });
  const round = stages.selector.round(() => 'new');
  const proposed = await Promise.all(watches.map((each) => propose(round, each)));
  const group = { repository: REPOSITORY, branch: 'main', credentials, watches };
  return { results: await updateBranch(stages, round, group, proposed), ...stages };
}

const OLD = { 'back.yaml': values('v1.0.2'), 'front.yaml': values('v1.0.2') };

describe('updateBranch', () => {
  it('makes one commit for all Applications, and refreshes those that changed', async () => {
    const files = { ...OLD, 'done.yaml': values('v1.0.3') };
    const watches = ['back', 'front', 'done'].map((name) => inFile(name));
    const { results, commits, refreshed } = await update({ files }, watches);
    expect(results.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'written', commit: 'new' },
      { kind: 'written', commit: 'new' },
      undefined,
    ]);
    expect(commits).toHaveLength(1);
    expect([...(commits[0]?.writes ?? [])]).toEqual([
      ['back.yaml', values('v1.0.3')],
      ['front.yaml', values('v1.0.3')],
    ]);
    expect(refreshed).toEqual(['argocd/back', 'argocd/front']);
  });

  it('commits nothing when everything is current', async () => {
    const { results, commits } = await update({ files: { 'back.yaml': values('v1.0.3') } });
    expect(results).toMatchObject([{ decision: { kind: 'current' } }]);
    expect(commits).toEqual([]);
  });

  it('commits nothing in a dry run, and tells what it would', async () => {
    const { results, commits, refreshed } = await update({ files: OLD, dryRun: true });
    expect(results).toMatchObject([{ decision: { kind: 'change' } }]);
    expect(results[0]?.outcome).toBeUndefined();
    expect([commits, refreshed]).toEqual([[], []]);
  });

  it('decides anew on the files that somebody pushed in between', async () => {
    const { results, commits } = await update({
      files: OLD,
      moved: { 'back.yaml': values('v1.0.9') },
    });
    expect(results).toMatchObject([{ decision: { kind: 'skip', code: 'downgrade' } }]);
    expect(commits).toEqual([]);
  });

  it('asks about a current tag that is not listed, and then reads the branch again', async () => {
    const built = (day: number) => ({
      kind: 'known' as const,
      digest: `sha256:${day}`,
      created: Date.UTC(2026, 0, day),
    });
    const newest = inFile('back', { policy: { ...SEMVER, strategy: 'newest-build' } });
    const facts = { 'v1.0.2': built(1), 'v1.0.3': built(3), gone: built(2) };
    const { results, commits } = await update({ facts, files: { 'back.yaml': values('gone') } }, [
      newest,
    ]);
    expect(results).toMatchObject([{ outcome: { kind: 'written' } }]);
    expect(commits).toHaveLength(1);
  });

  it('tells all its Watches why the branch cannot be written, without credentials', async () => {
    const failure = new TypeError('boom') as unknown as TagboatError;
    const { results, refreshed } = await update({ files: OLD, failure });
    expect(results).toMatchObject([{ outcome: { kind: 'failed', error: { code: 'internal' } } }]);
    const [result] = results;
    const error = result?.outcome?.kind === 'failed' ? result.outcome.error.message : '';
    expect(error).toContain('git.example/ops.git');
    expect(error).not.toContain('secret');
    expect(refreshed).toEqual([]);
  });

  it('lets one file that cannot be used stop no other', async () => {
    const watches = [inFile('bad'), inFile('back')];
    const { results, commits } = await update({ files: { ...OLD, 'bad.yaml': '[' } }, watches);
    expect(results).toMatchObject([
      { decision: { kind: 'failed', error: { code: 'invalid-config' } } },
      { outcome: { kind: 'written' } },
    ]);
    expect([...(commits[0]?.writes.keys() ?? [])]).toEqual(['back.yaml']);
  });
});
