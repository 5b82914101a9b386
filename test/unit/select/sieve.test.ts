import { describe, expect, it } from '@jest/globals';
import type { PolicySpec } from '../../../src/model/policy.ts';
import { sieve } from '../../../src/select/sieve.ts';
import { policy } from '../../support/policies.ts';

const TRAPS = ['20251114', '20251114-173059', '20251114-073059'];

function codes(tags: readonly string[], spec: Partial<PolicySpec>): Record<string, string> {
  const { refused } = sieve(tags, policy(spec));
  return Object.fromEntries(refused.map(({ tag, code }) => [tag, code]));
}

describe('sieve', () => {
  it('gives the first reason: no image, then allow-tags, then ignore-tags', () => {
    const spec = { allowTags: 'regexp:^v', ignoreTags: ['*-rc*', 'latest'] };

    expect(codes(['v1', 'v1-rc1', 'latest', 'a\nb'], spec)).toEqual({
      'v1-rc1': 'ignored',
      latest: 'not-allowed',
      'a\nb': 'not-an-image',
    });
  });

  it('refuses dates and SHAs beside dotted versions', () => {
    const { passed, refused } = sieve(['v1.0.3', 'v1.0.2', ...TRAPS, 'a1b2c3d', '7'], policy());

    expect(passed).toEqual(['v1.0.3', 'v1.0.2', '7']);
    expect(refused.map(({ tag, reason }) => [tag, reason])).toEqual([
      ...TRAPS.map((tag) => [
        tag,
        'is a date, not a version: v1.0.3 and 1 other are dotted versions; set allow-tags if dates are meant',
      ]),
      [
        'a1b2c3d',
        'is a commit SHA, not a version: v1.0.3 and 1 other are dotted versions; set allow-tags if SHAs are meant',
      ],
    ]);
  });

  it.each<[string, readonly string[], Partial<PolicySpec>]>([
    ['no other tag is dotted', ['latest', '7'], {}],
    ['dotted tags are ignored', ['v1.0.3'], { ignoreTags: ['v*'] }],
    ['allow-tags is any', ['v1.0.3'], { allowTags: 'any' }],
    ['allow-tags matches all', ['v1.0.3'], { allowTags: 'regexp:.*' }],
    ['tags are ordered by name', ['v1.0.3'], { strategy: 'alphabetical' }],
    ['tags are ordered by date', ['v1.0.3'], { strategy: 'newest-build' }],
    ['a calendar format is given', ['v1.0.3'], { strategy: 'calver', format: 'YYYYMMDD' }],
    ['tags are numbers', ['v1.0.3'], { strategy: 'numerical' }],
  ])('lets dates through when %s', (_case, others, spec) => {
    expect(sieve([...TRAPS, ...others], policy(spec)).passed).toEqual(
      expect.arrayContaining(TRAPS),
    );
  });

  it('refuses dates even when the dotted versions are outside the constraint', () => {
    expect(codes(['v1.0.3', '20251114'], { constraint: '>=2' })).toEqual({
      '20251114': 'date-shaped',
    });
  });
});
