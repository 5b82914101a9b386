import { describe, expect, it } from '@jest/globals';
import { propose } from '../../../src/controller/judge.ts';
import { updateApplication } from '../../../src/controller/update-application.ts';
import { TagboatError } from '../../../src/model/errors.ts';
import type { Watch } from '../../../src/model/watch.ts';
import { application, withParameters } from '../../support/applications.ts';
import { type FakeWorld, fakeStages } from '../../support/stages.ts';
import { SEMVER, watch } from '../../support/watches.ts';

const KEY = { namespace: 'argocd', name: 'back' };
const TAGS = { 'acme/back': ['v1.0.2', 'v1.0.3'], 'acme/front': ['v2.0.0'] };

const front: Partial<Watch> = {
  alias: 'front',
  image: { registry: 'ghcr.io', repository: 'acme/front' },
  repository: { registry: 'ghcr.io', path: 'acme/front' },
  live: [{ registry: 'ghcr.io', repository: 'acme/front', tag: 'v2.0.0' }],
  keys: { kind: 'helm', name: 'front.name', tag: 'front.tag' },
};

async function update(world: FakeWorld, watches: readonly Watch[] = [watch()]) {
  const stages = fakeStages({ tags: TAGS, applications: [application()], ...world });
  const round = stages.selector.round(() => 'new');
  const proposed = await Promise.all(watches.map((each) => propose(round, each)));
  const results = await updateApplication(stages, round, KEY, proposed);
  return { results, ...stages };
}

function appAt(tag: string) {
  return application({
    source: withParameters({ 'image.repository': 'ghcr.io/acme/back', 'image.tag': tag }),
  });
}

describe('updateApplication', () => {
  it('patches once for all its images, the current ones included', async () => {
    const { results, patches } = await update({}, [watch(), watch(front)]);
    expect(results.map(({ outcome }) => outcome?.kind)).toEqual(['written', undefined]);
    expect(patches).toHaveLength(1);
    const values = JSON.stringify(patches);
    for (const value of ['image.tag', 'v1.0.3', 'front.tag', 'v2.0.0']) {
      expect(values).toContain(value);
    }
  });

  it('patches nothing when everything is current', async () => {
    const { results, patches } = await update({ applications: [appAt('v1.0.3')] });
    expect(results).toMatchObject([{ decision: { kind: 'current' } }]);
    expect(patches).toEqual([]);
  });

  it('patches nothing in a dry run, and tells what it would', async () => {
    const { results, patches } = await update({ dryRun: true });
    expect(results).toMatchObject([{ decision: { kind: 'change' } }]);
    expect(results[0]?.outcome).toBeUndefined();
    expect(patches).toEqual([]);
  });

  it('claims no write when somebody else made the change meanwhile', async () => {
    const { results, patches } = await update({ changed: [appAt('v1.0.3')] });
    expect(results).toMatchObject([{ decision: { kind: 'current' } }]);
    expect(results[0]?.outcome).toBeUndefined();
    expect(patches).toEqual([]);
  });

  it('does not go back below what somebody else wrote meanwhile', async () => {
    const { results, patches } = await update({ changed: [appAt('v1.0.9')] });
    expect(results).toMatchObject([{ decision: { kind: 'skip', code: 'downgrade' } }]);
    expect(patches).toEqual([]);
  });

  it('asks about a current tag that is not listed before it decides', async () => {
    const built = (day: number) => ({
      kind: 'known' as const,
      digest: `sha256:${day}`,
      created: Date.UTC(2026, 0, day),
    });
    const newest = watch({ policy: { ...SEMVER, strategy: 'newest-build' } });
    const facts = { 'v1.0.2': built(1), 'v1.0.3': built(2), gone: built(3) };
    const { results } = await update({ facts, applications: [appAt('gone')] }, [newest]);
    expect(results).toMatchObject([{ decision: { kind: 'skip', code: 'downgrade' } }]);
  });

  it('makes a failed patch the outcome of the changes, and of nothing else', async () => {
    const failure = new TagboatError('conflict', { where: 'x', what: 'changed meanwhile' });
    const { results } = await update({ failure }, [watch(), watch(front)]);
    expect(results).toMatchObject([
      { decision: { kind: 'change' }, outcome: { kind: 'failed', error: failure } },
      { decision: { kind: 'current' } },
    ]);
  });

  it('lets one image that fails stop no other', async () => {
    const lost = watch({ ...front, repository: { registry: 'ghcr.io', path: 'acme/lost' } });
    const { results } = await update({}, [lost, watch()]);
    expect(results).toMatchObject([
      { decision: { kind: 'failed', error: { code: 'not-found' } } },
      { outcome: { kind: 'written' } },
    ]);
  });

  it('has nothing to do for an Application that is gone', async () => {
    expect((await update({ applications: [] })).results).toEqual([]);
  });
});
