import { describe, expect, it } from '@jest/globals';
import { createSelector, type Question } from '../../../src/controller/selector.ts';
import type { PolicySpec } from '../../../src/model/policy.ts';
import type { TagFacts } from '../../../src/model/verdict.ts';
import type { Registry } from '../../../src/registry/registry.ts';
import { SEMVER } from '../../support/watches.ts';

/** A registry that holds tags and their facts in memory and counts what it is asked. */
function memoryRegistry(tags: string[], facts: Record<string, TagFacts> = {}) {
  const asked: string[] = [];
  const registry: Registry = {
    async listTags({ path }, credential) {
      asked.push(`list ${path}${credential === undefined ? '' : ' with credential'}`);
      return { tags: [...tags], revision: tags.join() };
    },
    async facts(_, tag, { want, fresh }) {
      asked.push(`${want} ${tag}${fresh === true ? ' anew' : ''}`);
      return facts[tag] ?? { kind: 'unusable', code: 'no-metadata', reason: 'is gone' };
    },
  };
  return { registry, asked, tags };
}

function question(policy: Partial<PolicySpec> = {}, fields: Partial<Question> = {}): Question {
  return {
    repository: { registry: 'ghcr.io', path: 'acme/back' },
    policy: { ...SEMVER, ...policy },
    origins: {},
    ...fields,
  };
}

const built = (day: number): TagFacts => ({
  kind: 'known',
  digest: `sha256:${String(day).repeat(64)}`,
  created: Date.UTC(2026, 0, day),
});

describe('createSelector', () => {
  it('lists a repository once a round, whatever the number of questions and policies', async () => {
    const { registry, asked } = memoryRegistry(['v1.0.2', 'v1.0.3']);
    const round = createSelector(registry).round(() => 'new');
    const questions = [question(), question(), question({ constraint: '1.0.2' })];
    const proposals = await Promise.all(questions.map((each) => round.propose(each)));
    const picks = proposals.map(
      ({ selection }) => selection.kind === 'decided' && selection.pick?.tag,
    );
    expect(picks).toEqual(['v1.0.3', 'v1.0.3', 'v1.0.2']);
    expect(asked).toEqual(['list acme/back']);
  });

  it('lists anew for another credential, which may see other tags', async () => {
    const { registry, asked } = memoryRegistry(['v1.0.3']);
    const round = createSelector(registry).round(() => 'new');
    await round.propose(question());
    await round.propose(question({}, { pullSecret: { kind: 'env', name: 'LOGIN' } }));
    expect(asked).toEqual(['list acme/back', 'list acme/back with credential']);
  });

  it('selects nothing anew while the list stays the same', async () => {
    const { registry, tags } = memoryRegistry(['v1.0.2']);
    const selector = createSelector(registry);
    const first = await selector.round(() => 'new').propose(question());
    expect(await selector.round(() => 'new').propose(question())).toBe(first);
    tags.push('v1.0.3');
    expect(await selector.round(() => 'new').propose(question())).not.toBe(first);
  });

  it('lists nothing when only an Application changed', async () => {
    const { registry, asked } = memoryRegistry(['v1.0.2']);
    const selector = createSelector(registry);
    await selector.round(() => 'known').propose(question());
    await selector.round(() => 'known').propose(question());
    expect(asked).toEqual(['list acme/back']);
  });

  it('asks for what the strategy needs, and again each round since builds can change', async () => {
    const { registry, asked } = memoryRegistry(['a', 'b'], { a: built(2), b: built(1) });
    const selector = createSelector(registry);
    for (const _ of [1, 2]) {
      const { selection } = await selector
        .round(() => 'new')
        .propose(question({ strategy: 'newest-build' }));
      expect(selection).toMatchObject({ kind: 'decided', pick: { tag: 'a' } });
    }
    expect(asked).toEqual([1, 2].flatMap(() => ['list acme/back', 'created a', 'created b']));
  });

  it.each([
    { platforms: [], want: 'digest' },
    { platforms: ['linux/amd64'], want: 'platform' },
  ])(
    'asks each interval what the tag of the digest strategy stands for: $want',
    async ({ platforms, want }) => {
      const { registry, asked } = memoryRegistry(['stable'], { stable: built(1) });
      const selector = createSelector(registry);
      const follow = question({ strategy: 'digest', constraint: 'stable', platforms });
      await selector.round(() => 'new').propose(follow);
      await selector.round(() => 'known').propose(follow);
      expect(asked).toEqual(['list acme/back', `${want} stable anew`, `${want} stable`]);
    },
  );

  it('shares the facts of a round between questions with the same policy', async () => {
    const { registry, asked } = memoryRegistry(['a'], { a: built(1) });
    const round = createSelector(registry).round(() => 'new');
    const newest = { strategy: 'newest-build' } as const;
    await Promise.all([round.propose(question(newest)), round.propose(question(newest))]);
    expect(asked).toEqual(['list acme/back', 'created a']);
  });

  it('decides nothing when a fact cannot be had', async () => {
    const { registry } = memoryRegistry(['a', 'b'], {
      a: built(1),
      b: { kind: 'unknown', reason: 'timed out' },
    });
    const round = createSelector(registry).round(() => 'new');
    const { selection } = await round.propose(question({ strategy: 'newest-build' }));
    expect(selection.kind).toBe('unknown');
  });

  it('refuses a bad policy before anything is listed, naming what the user wrote', async () => {
    const { registry, asked } = memoryRegistry(['v1']);
    const origins = { constraint: 'annotation back.constraint' };
    const bad = question({ constraint: 'not a version' }, { origins });
    const proposing = createSelector(registry)
      .round(() => 'new')
      .propose(bad);
    await expect(proposing).rejects.toMatchObject({ code: 'invalid-config' });
    await expect(proposing).rejects.toThrow(/annotation back\.constraint/);
    expect(asked).toEqual([]);
  });

  it('learns facts of a tag that is not listed', async () => {
    const { registry } = memoryRegistry(['a'], { a: built(1), gone: built(3) });
    const round = createSelector(registry).round(() => 'new');
    const newest = question({ strategy: 'newest-build' });
    const proposal = await round.propose(newest);
    const learnt = await round.learn(newest, proposal, { want: 'created', tags: ['gone'] });
    expect(learnt.facts.get('gone')).toEqual(built(3));
    expect(learnt.facts.get('a')).toEqual(built(1));
  });

  it('forgets repositories that nobody watches any more', async () => {
    const { registry, asked } = memoryRegistry(['v1.0.2']);
    const selector = createSelector(registry);
    await selector.round(() => 'known').propose(question());
    selector.keepOnly([]);
    await selector.round(() => 'known').propose(question());
    expect(asked).toHaveLength(2);
  });
});
