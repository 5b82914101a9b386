import { describe, expect, it } from '@jest/globals';
import { orThrow } from '../../../src/model/errors.ts';
import { compileAllowTags } from '../../../src/select/allow-tags.ts';

const TAGS = ['v1.0.3', '1.0.3', 'latest'];

describe('compileAllowTags', () => {
  it.each([
    ['', TAGS],
    ['any', TAGS],
    ['ANY', TAGS],
    ['regexp:^v', ['v1.0.3']],
    ['RegExp:0\\.3$', ['v1.0.3', '1.0.3']],
    ['regexp:te', ['latest']],
    ['regexp:(?i)LATEST', ['latest']],
    ['regexp:', TAGS],
  ])('%j allows %j', (text, allowed) => {
    const filter = orThrow(compileAllowTags(text, 'allow-tags'));

    expect(TAGS.filter((tag) => filter(tag) === undefined)).toEqual(allowed);
  });

  it('says which expression a tag does not match', () => {
    const filter = orThrow(compileAllowTags('regexp:^v\u001b', 'allow-tags'));

    expect(filter('latest')).toEqual({
      code: 'not-allowed',
      reason: 'does not match allow-tags regexp:^v\\u001b',
    });
  });

  it.each([
    ['^v1', 'is neither any nor a regular expression', '"^v1"', 'write "regexp:^v1"'],
    [' any', 'is neither any nor a regular expression', '" any"', 'write "regexp: any"'],
    ['regexp:(', 'the regular expression does not compile', '"("', 'missing closing )'],
  ])('refuses %j instead of matching nothing in silence', (...row) => {
    const [text, what, found, hint] = row;

    expect(compileAllowTags(text, 'annotation x')).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'annotation x', what, found, hint: expect.stringContaining(hint) },
      },
    });
  });
});
