import { describe, expect, it } from '@jest/globals';
import { runCycle } from '../../../src/controller/cycle.ts';
import type { Round } from '../../../src/controller/selector.ts';
import type { Destination, Watch } from '../../../src/model/watch.ts';
import { application } from '../../support/applications.ts';
import { fakeStages } from '../../support/stages.ts';
import { watch } from '../../support/watches.ts';

const VALUES = 'image:\n  repository: ghcr.io/acme/back\n  tag: v1.0.2\n';

function inGit(branch: string): Watch {
  const destination: Destination = {
    method: 'git',
    repository: 'https://git.example/ops.git',
    branch,
    file: { kind: 'helmvalues', path: 'values.yaml' },
    credentials: { kind: 'repocreds' },
  };
  return watch({ app: { namespace: 'argocd', name: branch }, destination });
}

function world() {
  return fakeStages({
    tags: { 'acme/back': ['v1.0.2', 'v1.0.3'] },
    applications: [application(), application({ name: 'front' })],
    files: { 'values.yaml': VALUES },
  });
}

function newRound(stages: ReturnType<typeof world>): Round {
  return stages.selector.round(() => 'new');
}

describe('runCycle', () => {
  it('writes each Application and each branch once, and tells what became of every Watch', async () => {
    const stages = world();
    const front = watch({ app: { namespace: 'argocd', name: 'front' } });
    const watches = [watch(), front, inGit('prod'), inGit('test')];
    const results = await runCycle(stages, watches, newRound(stages));
    expect(new Set(results.map((result) => result.watch))).toEqual(new Set(watches));
    expect(results.every(({ outcome }) => outcome?.kind === 'written')).toBe(true);
    expect(stages.patches).toHaveLength(2);
    expect(stages.commits.map(({ branch }) => branch)).toEqual(['prod', 'test']);
  });

  it('asks nothing about an image that the Application does not run', async () => {
    const stages = world();
    const unasked = () => Promise.reject(new Error('asked'));
    const round = { propose: unasked, learn: unasked };
    const results = await runCycle(stages, [watch({ live: [] })], round);
    expect(results).toMatchObject([{ decision: { kind: 'skip', code: 'not-live' } }]);
  });

  it('writes one Application while the repository of another hangs', async () => {
    const stages = world();
    const round = newRound(stages);
    const { promise: answer, resolve: letGo } = Promise.withResolvers<void>();
    const slow = watch({
      app: { namespace: 'argocd', name: 'front' },
      repository: { registry: 'slow.example', path: 'acme/back' },
    });
    const hanging: Round = {
      ...round,
      async propose(question) {
        if (question.repository.registry === 'slow.example') await answer;
        return round.propose(question);
      },
    };
    const cycle = runCycle(stages, [slow, watch()], hanging);
    while (stages.patches.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(JSON.stringify(stages.patches)).toContain('v1.0.3');
    letGo();
    expect(await cycle).toHaveLength(2);
    expect(stages.patches).toHaveLength(2);
  });

  it('is done at once with nothing to watch', async () => {
    const stages = world();
    expect(await runCycle(stages, [], newRound(stages))).toEqual([]);
  });
});
