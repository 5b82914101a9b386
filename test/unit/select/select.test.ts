import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { orThrow } from '../../../src/model/errors.ts';
import type { PolicySpec } from '../../../src/model/policy.ts';
import type { Selection, TagFacts } from '../../../src/model/verdict.ts';
import { parseVersion } from '../../../src/model/version.ts';
import { checkConstraint, parseConstraint } from '../../../src/select/constraint/constraint.ts';
import { select } from '../../../src/select/select.ts';
import { isDotted, shapeOf } from '../../../src/select/shapes.ts';
import { holds } from '../../support/holds.ts';
import { policy } from '../../support/policies.ts';
import { anyNamePolicy, anyTag } from '../../support/tags.ts';

interface Selections {
  readonly picks: readonly (readonly [string, readonly string[], string | null])[];
}

const vectors: Selections = JSON.parse(readFileSync('test/vectors/semver/selections.json', 'utf8'));

const LINUX = { platforms: ['linux/amd64'] };

function pickOf(selection: Selection): string | null {
  if (selection.kind !== 'decided') throw new Error(`expected a decision, got ${selection.kind}`);
  return selection.pick?.tag ?? null;
}

function pick(tags: readonly string[], spec: Partial<PolicySpec> = {}): string | null {
  return pickOf(select(tags, policy(spec)));
}

function verdicts(selection: Selection): readonly (readonly string[])[] {
  if (selection.kind !== 'decided') throw new Error(`expected a decision, got ${selection.kind}`);
  return selection.verdicts.map(({ tag, code, reason }) => [tag, code, reason]);
}

function known(created?: number): TagFacts {
  return { kind: 'known', digest: 'sha256:1', created };
}

const GONE: TagFacts = { kind: 'unusable', code: 'no-metadata', reason: 'its manifest is gone' };
const OTHER: TagFacts = { kind: 'unusable', code: 'no-platform', reason: 'has no linux/amd64' };
const DOWN: TagFacts = { kind: 'unknown', reason: '503' };

describe('select by semver', () => {
  it('picks what Masterminds picks when allow-tags lets all through', () => {
    const picks = vectors.picks.map(([constraint, tags]) => [
      constraint,
      tags,
      pick(tags, { constraint, allowTags: 'any' }),
    ]);

    expect(picks).toEqual(vectors.picks);
  });

  it.each(['20251114', '20251114-173059', '20251114-073059', 'a1b2c3d', '1234567'])(
    'does not fall for %s',
    (trap) => {
      for (const constraint of ['', '*-0', '>=1.0.0-0']) {
        expect(pick(['v1.0.2', 'v1.0.3', trap], { constraint })).toBe('v1.0.3');
      }
    },
  );

  it('says in one sentence each why the others were not taken', () => {
    const tags = ['latest', '20251114', 'v1.0.2', '1.0.3', 'v1.0.3', '1.1.0-rc1', 'v2.0.0'];

    expect(verdicts(select(tags, policy({ constraint: '^1' })))).toEqual([
      ['v1.0.3', 'taken', 'highest version inside ^1'],
      ['1.0.3', 'lower', 'same version as v1.0.3, whose name sorts last'],
      ['v1.0.2', 'lower', 'lower than v1.0.3'],
      ['latest', 'not-a-version', 'is not a version such as 1.2.3'],
      [
        '1.1.0-rc1',
        'prerelease',
        'is a prerelease, and constraint ^1 takes none: no version in it ends like 1.0.0-0',
      ],
      ['v2.0.0', 'outside-constraint', 'is outside constraint ^1'],
      [
        '20251114',
        'date-shaped',
        'is a date, not a version: v2.0.0 and 4 others are dotted versions; set allow-tags if dates are meant',
      ],
    ]);
  });

  it.each([
    ['20251114', 'looks-like-a-date', 'looks like a date'],
    ['1234567', 'looks-like-a-sha', 'looks like a commit SHA'],
  ])('takes %s with a warning when allow-tags lets it through', (trap, warning, words) => {
    const selection = select(['v1.0.3', trap], policy({ allowTags: 'regexp:.*' }));

    expect(selection).toMatchObject({
      pick: { tag: trap },
      verdicts: [
        { tag: trap, code: 'taken', warning, reason: expect.stringContaining(words) },
        { tag: 'v1.0.3', code: 'lower' },
      ],
    });
  });

  it('does not warn of dates where all tags are dates', () => {
    const spec = { allowTags: 'regexp:^\\d{8}$' };
    const selection = select(['v1.0.3', '20251113', '20251114'], policy(spec));

    expect(selection).toMatchObject({ pick: { tag: '20251114' } });
    expect(JSON.stringify(selection)).not.toContain('warning');
  });

  it('gives a tag that is listed twice one verdict', () => {
    expect(verdicts(select(['1.0.0', '1.0.0'], policy()))).toHaveLength(1);
  });

  it('decides an empty list', () => {
    expect(select([], policy())).toEqual({ kind: 'decided', pick: undefined, verdicts: [] });
  });

  it('prints no control characters of a tag or an expression', () => {
    const tags = ['a\u001b[2J', 'v1.0.0', 'v1.0.1\u0007', '1.0.0'];
    const selection = select(tags, policy({ allowTags: 'regexp:\u001b|.' }));

    for (const [, , reason] of verdicts(selection)) expect(reason).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('select with platforms', () => {
  it('asks about the best candidate only, and takes it when it is known', () => {
    const tags = ['1.0.0', '1.1.0', 'x'];

    expect(select(tags, policy(LINUX))).toEqual({
      kind: 'needs',
      want: 'platform',
      tags: ['1.1.0'],
    });
    expect(select(tags, policy(LINUX), new Map([['1.1.0', known()]]))).toMatchObject({
      pick: { tag: '1.1.0', digest: 'sha256:1' },
    });
  });

  it('goes on with the next best, and keeps the reason', () => {
    const tags = ['1.0.0', '1.1.0', '1.2.0'];
    const facts = new Map([
      ['1.2.0', OTHER],
      ['1.1.0', GONE],
    ]);

    expect(select(tags, policy(LINUX), facts)).toMatchObject({ kind: 'needs', tags: ['1.0.0'] });
    expect(verdicts(select(tags, policy(LINUX), new Map([...facts, ['1.0.0', known()]])))).toEqual([
      ['1.0.0', 'taken', 'highest release'],
      ['1.2.0', 'no-platform', 'has no linux/amd64'],
      ['1.1.0', 'no-metadata', 'its manifest is gone'],
    ]);
  });

  it('decides nothing while the best candidate is unknown', () => {
    expect(select(['1.0.0', '1.1.0'], policy(LINUX), new Map([['1.1.0', DOWN]]))).toEqual({
      kind: 'unknown',
      reason: 'the registry could not tell about 1.1.0: 503',
    });
  });

  it('picks nothing when no candidate is left', () => {
    const facts = new Map([['1.0.0', OTHER]]);

    expect(select(['1.0.0'], policy(LINUX), facts)).toMatchObject({ pick: undefined });
  });
});

describe('select by newest-build', () => {
  const newest = policy({ strategy: 'newest-build', ignoreTags: ['latest'] });

  it('asks for the date of every tag that passes the filters and has none', () => {
    const facts = new Map([['a', known(1)]]);

    expect(select(['a', 'b', 'c', 'latest'], newest, facts)).toEqual({
      kind: 'needs',
      want: 'created',
      tags: ['b', 'c'],
    });
  });

  it('takes the one built last, by name among equals', () => {
    const facts = new Map([
      ['z', known(1)],
      ['a', known(2)],
      ['b', known(2)],
    ]);
    const selection = select(['z', 'a', 'b'], newest, facts);

    expect(selection).toMatchObject({ pick: { tag: 'b', digest: 'sha256:1', created: 2 } });
    expect(verdicts(selection)).toEqual([
      ['b', 'taken', 'built last'],
      ['a', 'lower', 'built at the same time as b, whose name sorts last'],
      ['z', 'lower', 'built before b'],
    ]);
  });

  it('lets no older tag win while one is unknown', () => {
    const facts = new Map([
      ['a', known(1)],
      ['b', DOWN],
    ]);

    expect(select(['a', 'b'], newest, facts)).toMatchObject({ kind: 'unknown' });
  });

  it('refuses a tag without a date, and no other', () => {
    const facts = new Map([
      ['a', known(1)],
      ['b', GONE],
    ]);

    expect(verdicts(select(['a', 'b'], newest, facts))).toEqual([
      ['a', 'taken', 'built last'],
      ['b', 'no-metadata', 'its manifest is gone'],
    ]);
  });
});

describe('select by digest', () => {
  const follow = policy({ strategy: 'digest', constraint: 'latest' });

  it('asks for the digest of the tag to follow only', () => {
    const tags = ['latest', 'main', '1.0.0'];

    expect(select(tags, follow)).toEqual({ kind: 'needs', want: 'digest', tags: ['latest'] });
    const selection = select(tags, follow, new Map([['latest', known()]]));
    expect(selection).toMatchObject({ pick: { tag: 'latest', digest: 'sha256:1' } });
    expect(verdicts(selection)).toEqual([
      ['latest', 'taken', 'the tag to follow'],
      ['main', 'other-tag', 'is not latest, the tag to follow'],
      ['1.0.0', 'other-tag', 'is not latest, the tag to follow'],
    ]);
  });

  it('picks nothing when the tag is not listed', () => {
    expect(select(['main'], follow)).toMatchObject({ kind: 'decided', pick: undefined });
  });
});

describe('select by other orders', () => {
  it.each<[Partial<PolicySpec>, readonly string[], string]>([
    [{ strategy: 'alphabetical' }, ['b10', 'b9', 'B', '20251114'], 'b9'],
    [
      { strategy: 'calver', format: 'YYYY.MM.MICRO' },
      ['2025.9.1', '2025.10.0', '1.0.0'],
      '2025.10.0',
    ],
    [{ strategy: 'numerical' }, ['9', '10', 'v11'], '10'],
    [{ strategy: 'numerical', extract: '-(\\d+)$' }, ['main-a-9', 'main-b-10', '11'], 'main-b-10'],
  ])('by %j, picks of %j %s', (spec, tags, expected) => {
    expect(pick(tags, spec)).toBe(expected);
  });
});

describe('select, whatever the tags and the policy', () => {
  const tagList = fc.array(anyTag, { maxLength: 12 });

  it('says of every tag once what became of it, and takes one if and only if it picks one', () => {
    holds(
      fc.property(tagList, anyNamePolicy, (tags, spec) => {
        const rows = verdicts(select(tags, policy(spec)));

        expect(new Set(rows.map(([tag]) => tag))).toEqual(new Set(tags));
        expect(rows).toHaveLength(new Set(tags).size);
        const taken = rows.filter(([, code]) => code === 'taken').map(([tag]) => tag);
        const picked = pick(tags, spec);
        expect(taken).toEqual(picked === null ? [] : [picked]);
      }),
    );
  });

  it('does not depend on the order of the tags', () => {
    const lists = tagList.chain((tags) =>
      fc.tuple(
        fc.constant(tags),
        fc.shuffledSubarray(tags, { minLength: tags.length, maxLength: tags.length }),
      ),
    );
    holds(
      fc.property(lists, anyNamePolicy, ([tags, shuffled], spec) => {
        const [a, b] = [tags, shuffled].map((list) => verdicts(select(list, policy(spec))));

        expect(new Set(b?.map(String))).toEqual(new Set(a?.map(String)));
      }),
    );
  });

  it('picks the same again from what it did not refuse, and from the pick alone', () => {
    holds(
      fc.property(tagList, anyNamePolicy, (tags, spec) => {
        const picked = pick(tags, spec);
        const allowed = verdicts(select(tags, policy(spec)))
          .filter(([, code]) => code === 'taken' || code === 'lower')
          .map(([tag = '']) => tag);

        expect(pick(allowed, spec)).toBe(picked);
        if (picked !== null) expect(pick([picked], spec)).toBe(picked);
      }),
    );
  });

  it('picks what allow-tags matches', () => {
    const expression = fc.constantFrom('^v', '^[0-9]', '-', '\\.', '4$');
    holds(
      fc.property(tagList, anyNamePolicy, expression, (tags, spec, source) => {
        const picked = pick(tags, { ...spec, allowTags: `regexp:${source}` });

        if (picked !== null) expect(picked).toMatch(new RegExp(source));
      }),
    );
  });

  it('picks what the constraint lets through', () => {
    const text = fc.constantFrom('*-0', '1', '^1', '>=1-0 <3', '!=2', '0.x || >2');
    holds(
      fc.property(tagList, text, (tags, constraint) => {
        const version = parseVersion(pick(tags, { constraint }) ?? '');
        const range = orThrow(parseConstraint(constraint));

        if (version !== undefined) expect(checkConstraint(range, version)).toBe('inside');
      }),
    );
  });

  it('does not change its pick for a tag that it refuses, but for dates beside a first dotted version', () => {
    holds(
      fc.property(tagList, anyTag, anyNamePolicy, (tags, added, spec) => {
        const rows = verdicts(select([...tags, added], policy(spec)));
        const code = rows.find(([tag]) => tag === added)?.[1];
        const before = pick(tags, spec);
        if (code === 'taken' || code === 'lower') return;
        if (isDotted(added) && before !== null && shapeOf(before) !== undefined) return;
        expect(pick([...tags, added], spec)).toBe(before);
      }),
    );
  });

  it('picks the build with the latest date, whatever the tags', () => {
    const facts = fc.dictionary(anyTag, fc.nat({ max: 5 }), { maxKeys: 8 });
    holds(
      fc.property(facts, (dates) => {
        const learnt = Object.entries(dates).map(([tag, date]) => [tag, known(date)] as const);
        const selection = select(
          Object.keys(dates),
          policy({ strategy: 'newest-build', allowTags: 'regexp:^[^s]' }),
          new Map(learnt),
        );
        const allowed = verdicts(selection).flatMap(([tag = '', code]) =>
          code === 'taken' || code === 'lower' ? [dates[tag] ?? -1] : [],
        );
        const picked = pickOf(selection);
        expect(picked === null ? -1 : dates[picked]).toBe(Math.max(-1, ...allowed));
      }),
    );
  });
});
