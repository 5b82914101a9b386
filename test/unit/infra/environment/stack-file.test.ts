import { describe, expect, it } from '@jest/globals';
import { readStackFile } from '../../../../infra/environment/stack-file.ts';

const BOMB = ['a: &a0 [x, x]']
  .concat(Array.from({ length: 20 }, (_, i) => `k${i}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`))
  .join('\n');

describe('a stack file', () => {
  it('gives the environment and the names of the encrypted keys, without those of others', () => {
    const file = readStackFile(`config:
  aws:region: eu-central-1
  tagboat:ghcrToken: { secure: v1:abc }
  tagboat:environment: { name: prod }
`);
    expect(file).toMatchObject({
      environment: { name: 'prod' },
      secretKeys: ['ghcrToken'],
      mistakes: [],
    });
    expect(file.line(['tagboat:environment', 'name'])).toBe(4);
  });

  it.each([
    ['is too large', 'x'.repeat(1024 * 1024 + 1), []],
    ['is not YAML', 'a: [', []],
    ['repeats too much by its aliases', BOMB, []],
    ['is missing', 'config: {}', ['tagboat:environment']],
    ['is missing', '', ['tagboat:environment']],
    [
      'is not encrypted',
      'config: { "tagboat:environment": {}, "tagboat:token": hunter2 }',
      ['tagboat:token'],
    ],
    [
      'holds a secret',
      'config: { "tagboat:environment": { a: [{ secure: v1:x }] } }',
      ['tagboat:environment', 'a', 0],
    ],
  ])('that %s is told so', (what, text, path) => {
    const { mistakes } = readStackFile(text);
    expect(mistakes).toEqual([
      expect.objectContaining({ what: expect.stringContaining(what), path }),
    ]);
  });

  it('suggests the name of a mistyped environment', () => {
    const { mistakes } = readStackFile('config: { "tagboat:enviroment": {} }');
    expect(mistakes.map(({ what, hint }) => [what, hint])).toEqual([
      ['is missing', undefined],
      ['is not known', 'did you mean tagboat:environment?'],
    ]);
  });
});
