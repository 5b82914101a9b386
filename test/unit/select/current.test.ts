import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { PolicySpec } from '../../../src/model/policy.ts';
import type { Selection, TagFacts } from '../../../src/model/verdict.ts';
import { guardCurrent } from '../../../src/select/current.ts';
import { select } from '../../../src/select/select.ts';
import { isDotted } from '../../../src/select/shapes.ts';
import { holds } from '../../support/holds.ts';
import { policy } from '../../support/policies.ts';
import { anyNamePolicy, anyTag } from '../../support/tags.ts';

interface Case {
  readonly tags: readonly string[];
  readonly current: string | undefined;
  readonly spec?: Partial<PolicySpec>;
  readonly facts?: ReadonlyMap<string, TagFacts>;
}

function guard({ tags, current, spec = {}, facts = new Map() }: Case): Selection {
  const compiled = policy(spec);
  return guardCurrent({
    selection: select(tags, compiled, facts),
    policy: compiled,
    current: current === undefined ? undefined : { tag: current },
    listed: new Set(tags),
    facts,
  });
}

function unguarded({ tags, spec = {}, facts = new Map() }: Case): Selection {
  return select(tags, policy(spec), facts);
}

function decided(selection: Selection) {
  if (selection.kind !== 'decided') throw new Error(`expected a decision, got ${selection.kind}`);
  return selection;
}

function known(created?: number): TagFacts {
  return { kind: 'known', digest: 'sha256:1', created };
}

const GONE: TagFacts = { kind: 'unusable', code: 'no-metadata', reason: 'its manifest is gone' };
const DOWN: TagFacts = { kind: 'unknown', reason: '503' };

describe('guardCurrent', () => {
  it.each<[string, Case]>([
    ['there is no current tag', { tags: ['v1.0.0'], current: undefined }],
    ['the current image has no tag', { tags: ['v1.0.0'], current: '' }],
    ['the current tag is the pick', { tags: ['v1.0.0'], current: 'v1.0.0' }],
    ['the current tag is listed and lower', { tags: ['v1.0.0', 'v1.0.1'], current: 'v1.0.0' }],
    ['both are listed and rank the same', { tags: ['1.20', '1.20.0'], current: '1.20' }],
    ['the current tag is unlisted and lower', { tags: ['v1.0.1'], current: 'v1.0.0' }],
    ['no tag is allowed', { tags: ['latest'], current: 'v1.0.0' }],
    [
      'a lower version was asked for',
      { tags: ['v1.0.0'], current: 'v1.0.1', spec: { allowDowngrade: true } },
    ],
    ['facts are still needed', { tags: ['a'], current: 'b', spec: { strategy: 'newest-build' } }],
    [
      'one tag is followed',
      {
        tags: ['a', 'z'],
        current: 'z',
        spec: { strategy: 'digest', constraint: 'a' },
        facts: new Map([['a', known()]]),
      },
    ],
  ])('changes nothing when %s', (_case, given) => {
    expect(guard(given)).toEqual(unguarded(given));
  });

  it('does not roll back when the list came back shorter', () => {
    expect(guard({ tags: ['v1.0.2', 'v1.0.1', 'latest'], current: 'v1.0.3' })).toEqual({
      kind: 'decided',
      pick: undefined,
      verdicts: [
        {
          tag: 'v1.0.2',
          code: 'downgrade',
          reason:
            'lower than v1.0.3, the current tag, which is no longer listed; set allow-downgrade to take this one',
        },
        { tag: 'v1.0.1', code: 'lower', reason: 'lower than v1.0.3' },
        { tag: 'latest', code: 'not-a-version', reason: 'is not a version such as 1.2.3' },
      ],
    });
  });

  it.each<[string, Partial<PolicySpec>, readonly string[]]>([
    ['b10', { strategy: 'alphabetical' }, ['b1', 'a9']],
    ['2026.1.0', { strategy: 'calver', format: 'YYYY.MM.MICRO' }, ['2025.12.9']],
    ['10', { strategy: 'numerical' }, ['9']],
    ['1.20.0', {}, ['1.20']],
  ])("keeps %s by %j, in the strategy's own order", (current, spec, tags) => {
    expect(guard({ tags, current, spec })).toMatchObject({
      pick: undefined,
      verdicts: expect.arrayContaining([expect.objectContaining({ code: 'downgrade' })]),
    });
  });

  it.each<[string, Partial<PolicySpec>, string]>([
    ['20251114', {}, 'the current 20251114 does not count: is a date, not a version'],
    ['v2.0.0', { constraint: '^1' }, 'does not count: is outside constraint ^1'],
    ['v9-x', { ignoreTags: ['*-x'] }, 'does not count: is ignored by ignore-tags *-x'],
    ['main', {}, 'does not count: is not a version such as 1.2.3'],
  ])('is not held back by %s, which %j does not allow', (current, spec, words) => {
    for (const listed of [[], [current]]) {
      expect(guard({ tags: ['v1.0.3', 'v1.0.2', ...listed], current, spec })).toMatchObject({
        pick: { tag: 'v1.0.3' },
        verdicts: expect.arrayContaining([
          expect.objectContaining({
            tag: 'v1.0.3',
            code: 'taken',
            reason: expect.stringContaining(words),
            warning: 'current-not-allowed',
          }),
        ]),
      });
    }
  });

  it('takes a current dotted version as proof that dates are no versions', () => {
    expect(guard({ tags: ['20251114', 'latest'], current: 'v1.0.3' })).toMatchObject({
      pick: undefined,
      verdicts: expect.arrayContaining([
        expect.objectContaining({ tag: '20251114', code: 'date-shaped' }),
      ]),
    });
  });

  it('lets the best of the rest through when the current version rules the date out', () => {
    expect(guard({ tags: ['20251114', '7'], current: 'v1.0.3' })).toMatchObject({
      pick: { tag: '7' },
      verdicts: [
        { tag: '7', code: 'taken' },
        { tag: '20251114', code: 'date-shaped' },
      ],
    });
  });

  describe('by newest-build, with an unlisted current tag', () => {
    const spec: Partial<PolicySpec> = { strategy: 'newest-build' };
    const given = (current: readonly [string, TagFacts][]): Case => ({
      tags: ['a', 'b'],
      current: 'now',
      spec,
      facts: new Map([['a', known(1)], ['b', known(5)], ...current]),
    });

    it('asks when it was built', () => {
      expect(guard(given([]))).toEqual({ kind: 'needs', want: 'created', tags: ['now'] });
    });

    it('keeps it when it was built later', () => {
      expect(guard(given([['now', known(9)]]))).toMatchObject({
        pick: undefined,
        verdicts: [
          { tag: 'b', code: 'downgrade' },
          { tag: 'a', code: 'lower' },
        ],
      });
    });

    it('takes the pick when it was built earlier', () => {
      expect(guard(given([['now', known(3)]]))).toEqual(unguarded(given([])));
    });

    it('takes the pick with a warning when it is gone', () => {
      expect(guard(given([['now', GONE]]))).toMatchObject({
        pick: { tag: 'b' },
        verdicts: [
          {
            warning: 'current-not-allowed',
            reason: 'built last; the current now does not count: its manifest is gone',
          },
          { tag: 'a' },
        ],
      });
    });

    it('decides nothing while it is unknown', () => {
      expect(guard(given([['now', DOWN]]))).toMatchObject({ kind: 'unknown' });
    });
  });

  it('asks whether an unlisted current tag has the platform before it holds the pick back', () => {
    const spec = { platforms: ['linux/amd64'] };
    const facts = new Map([['1.0.0', known()]]);
    const given = { tags: ['1.0.0'], current: '1.1.0', spec };

    expect(guard({ ...given, facts })).toMatchObject({ kind: 'needs', tags: ['1.1.0'] });
    const gone = new Map([...facts, ['1.1.0', GONE] as const]);
    expect(guard({ ...given, facts: gone })).toMatchObject({ pick: { tag: '1.0.0' } });
  });

  it('never takes a pick below a current tag that the policy allows', () => {
    holds(
      fc.property(fc.array(anyTag), anyTag, anyNamePolicy, (tags, current, spec) => {
        const best = decided(select([...tags, current], policy(spec))).pick?.tag;
        const pick = decided(guard({ tags, current, spec })).pick?.tag;

        expect([best, best === current ? undefined : best]).toContain(pick);
      }),
    );
  });

  it('keeps one verdict for each listed tag, taken if and only if it is the pick', () => {
    holds(
      fc.property(fc.array(anyTag), anyTag, anyNamePolicy, (tags, current, spec) => {
        const { pick, verdicts } = decided(guard({ tags, current, spec }));
        const taken = verdicts.filter(({ code }) => code === 'taken');

        expect(new Set(verdicts.map(({ tag }) => tag))).toEqual(new Set(tags));
        expect(verdicts).toHaveLength(new Set(tags).size);
        expect(taken.map(({ tag }) => tag)).toEqual(pick === undefined ? [] : [pick.tag]);
      }),
    );
  });

  it('takes what it would take without a current tag that is refused and not dotted', () => {
    holds(
      fc.property(fc.array(anyTag), anyTag, anyNamePolicy, (tags, current, spec) => {
        const { verdicts } = decided(select([...tags, current], policy(spec)));
        const code = verdicts.find(({ tag }) => tag === current)?.code;
        if (code === 'taken' || code === 'lower' || isDotted(current)) return;

        const { pick } = decided(unguarded({ tags, current, spec }));
        expect(decided(guard({ tags, current, spec })).pick).toEqual(pick);
      }),
    );
  });
});
