import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileGlob } from '../../../src/select/glob.ts';

interface Globs {
  readonly names: readonly string[];
  readonly patterns: readonly (readonly [string, string | null])[];
}

const vectors: Globs = JSON.parse(readFileSync('test/vectors/glob/glob.json', 'utf8'));

function bits(pattern: string): string | null {
  const glob = compileGlob(pattern, 'ignore-tags');
  return glob.ok ? vectors.names.map((name) => (glob.value(name) ? '1' : '0')).join('') : null;
}

describe('compileGlob', () => {
  it('answers as filepath.Match does in Go', () => {
    const good = vectors.patterns.filter(([pattern]) => bits(pattern) !== null);

    expect(good.map(([pattern]) => [pattern, bits(pattern)])).toEqual(good);
  });

  it('fails where filepath.Match fails, or would if a name ever matched up to the mistake', () => {
    const bad = vectors.patterns.filter(([pattern]) => bits(pattern) === null);

    expect(bad.length).toBeGreaterThan(100);
    expect(bad.filter(([, answer]) => answer?.includes('1'))).toEqual([]);
  });

  it('does not let * and ? cross a slash', () => {
    const glob = compileGlob('a*?', 'ignore-tags');

    expect(glob.ok && ['ab', 'abc', 'a/b', 'a/'].filter(glob.value)).toEqual(['ab', 'abc']);
  });

  it('names a bad pattern and what is expected', () => {
    expect(compileGlob('v[0-9', 'annotation x/y')).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'annotation x/y', what: 'the glob does not parse', found: '"v[0-9"' },
      },
    });
  });

  it('refuses what is too long', () => {
    expect(compileGlob('*'.repeat(257), 'ignore-tags').ok).toBe(false);
  });
});
