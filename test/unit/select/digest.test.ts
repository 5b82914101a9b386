import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../src/model/errors.ts';
import { digest } from '../../../src/select/digest.ts';

describe('digest', () => {
  it('takes the tag to follow and no other', () => {
    const { read } = orThrow(digest('latest', 'constraint'));

    expect(read('latest', undefined)).toEqual({ key: null });
    expect(read('main', undefined)).toEqual({
      code: 'other-tag',
      reason: 'is not latest, the tag to follow',
    });
  });

  it.each([undefined, '', '^1', 'a b'])('refuses %j as a tag to follow', (tag) => {
    expect(digest(tag, 'annotation x')).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'annotation x', expected: 'the name of one tag, such as latest' },
      },
    });
  });
});
