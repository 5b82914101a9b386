import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../src/model/errors.ts';
import { compileIgnoreTags } from '../../../src/select/ignore-tags.ts';

describe('compileIgnoreTags', () => {
  it('says which glob ignores a tag', () => {
    const filter = orThrow(compileIgnoreTags(['latest', '*-rc*'], 'ignore-tags'));

    expect(filter('1.0.0-rc1')).toEqual({
      code: 'ignored',
      reason: 'is ignored by ignore-tags *-rc*',
    });
    expect(filter('latest')?.reason).toBe('is ignored by ignore-tags latest');
    expect(filter('1.0.0')).toBeUndefined();
  });

  it('refuses a list with a bad glob', () => {
    expect(compileIgnoreTags(['a*', 'b['], 'annotation x')).toMatchObject({
      error: { code: 'invalid-config', problem: { where: 'annotation x', found: '"b["' } },
    });
  });
});
