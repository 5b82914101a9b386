import { describe, expect, it } from '@jest/globals';
import {
  decisionsOf,
  judge,
  learn,
  type Proposed,
  propose,
} from '../../../src/controller/judge.ts';
import type { Proposal, Round } from '../../../src/controller/selector.ts';
import { orThrow, TagboatError } from '../../../src/model/errors.ts';
import type { PolicySpec } from '../../../src/model/policy.ts';
import type { TagFacts } from '../../../src/model/verdict.ts';
import { compilePolicy } from '../../../src/select/policy.ts';
import { select } from '../../../src/select/select.ts';
import { SEMVER, watch } from '../../support/watches.ts';

const IMAGE = { registry: 'ghcr.io', repository: 'acme/back' };

function proposed(
  tags: readonly string[],
  spec: Partial<PolicySpec> = {},
  facts: ReadonlyMap<string, TagFacts> = new Map(),
): Proposed & { proposal: Proposal } {
  const policySpec = { ...SEMVER, ...spec };
  const policy = orThrow(compilePolicy(policySpec));
  const selection = select(tags, policy, facts);
  return {
    watch: watch({ policy: policySpec }),
    proposal: { policy, selection, facts, listed: new Set(tags) },
  };
}

const built = (day: number): TagFacts => ({
  kind: 'known',
  digest: `sha256:${String(day).repeat(64)}`,
  created: Date.UTC(2026, 0, day),
});

describe('judge', () => {
  it.each([
    ['takes a higher tag', ['v1.0.2', 'v1.0.3'], 'v1.0.2', { kind: 'change' }],
    ['leaves the current tag', ['v1.0.2', 'v1.0.3'], 'v1.0.3', { kind: 'current' }],
    [
      'rolls nothing back when the list is shorter',
      ['v1.0.1'],
      'v1.0.2',
      { kind: 'skip', code: 'downgrade' },
    ],
    [
      'lets a bad current tag hold nothing back',
      ['v1.0.3', '20251114-173059'],
      '20251114-173059',
      { kind: 'change' },
    ],
  ])('%s', (_, tags, current, expected) => {
    expect(judge(proposed(tags), { ...IMAGE, tag: current })).toMatchObject(expected);
  });

  it('rolls back when the user allows it', () => {
    const allowed = proposed(['v1.0.1'], { allowDowngrade: true });
    expect(judge(allowed, { ...IMAGE, tag: 'v1.0.2' })).toMatchObject({ kind: 'change' });
  });

  it('holds back for any of the live images when nothing is written', () => {
    const { proposal } = proposed(['v1.0.1']);
    const live = [
      { ...IMAGE, tag: 'v1.0.0' },
      { ...IMAGE, tag: 'v1.0.2' },
    ];
    expect(judge({ watch: watch({ live }), proposal }, undefined)).toMatchObject({
      code: 'downgrade',
    });
  });

  it('passes on why there is no proposal', () => {
    const error = new TagboatError('unavailable', { where: 'registry', what: 'timed out' });
    expect(judge({ watch: watch(), proposal: error }, undefined)).toMatchObject({
      kind: 'failed',
      error,
    });
  });
});

describe('learn', () => {
  const facts = new Map([['a', built(1)]]);
  const newest = proposed(['a'], { strategy: 'newest-build' }, facts);
  const needing = judge(newest, { ...IMAGE, tag: 'unlisted' });

  function round(answer: TagFacts): Round {
    return {
      propose: () => Promise.reject(new Error('not asked')),
      learn: async (_, proposal, { tags }) => ({
        ...proposal,
        facts: new Map([...proposal.facts, ...tags.map((tag) => [tag, answer] as const)]),
      }),
    };
  }

  it.each([
    ['a newer current tag that is not listed', built(3), { kind: 'skip', code: 'downgrade' }],
    ['an older one', { ...built(1), created: 0 }, { kind: 'change' }],
    [
      'one that is gone',
      { kind: 'unusable', code: 'no-metadata', reason: 'is gone' } as const,
      { kind: 'change' },
    ],
    [
      'one that cannot be asked about',
      { kind: 'unknown', reason: 'timed out' } as const,
      { kind: 'skip', code: 'unknown' },
    ],
  ])('asks about %s before it decides', async (_, answer, expected) => {
    expect(needing).toMatchObject({ kind: 'needs', want: 'created', tags: ['unlisted'] });
    const learnt = await learn(round(answer), [needing]);
    const again = learnt?.get(newest.watch);
    expect(again && judge(again, { ...IMAGE, tag: 'unlisted' })).toMatchObject(expected);
  });

  it('asks nothing when nothing is needed', async () => {
    const settled = judge(newest, { ...IMAGE, tag: 'a' });
    expect(await learn(round(built(1)), [settled])).toBeUndefined();
  });

  it('leaves no judgement that still needs facts', () => {
    expect(decisionsOf([needing])).toMatchObject([{ kind: 'skip', code: 'unknown' }]);
  });
});

describe('propose', () => {
  it('makes a failure concern one Watch alone', async () => {
    const failing: Round = {
      propose: () => Promise.reject(new TypeError('broken')),
      learn: () => Promise.reject(new Error('not asked')),
    };
    const { proposal } = await propose(failing, watch());
    expect(proposal).toMatchObject({
      code: 'internal',
      message: 'Application argocd/back: broken',
    });
  });
});
