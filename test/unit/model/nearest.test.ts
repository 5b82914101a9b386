import { describe, expect, it } from '@jest/globals';
import { didYouMean, nearest } from '../../../src/model/nearest.ts';

const WORDS = ['allow-tags', 'ignore-tags', 'update-strategy'];

describe('nearest', () => {
  it.each([
    ['alow-tags', 'allow-tags'],
    ['allow-tag', 'allow-tags'],
    ['allwo-tags', 'allow-tags'],
    ['allow-tagss', 'allow-tags'],
    ['ignore_tags', 'ignore-tags'],
    ['udpate-stratgey', 'update-strategy'],
    ['allow-tags', 'allow-tags'],
  ])('takes %s for %s', (word, expected) => {
    expect(nearest(word, WORDS)).toBe(expected);
  });

  it.each(['', 'tags', 'deny-tags', 'strategy', 'x'.repeat(10_000)])(
    'finds nothing near %.12s',
    (word) => {
      expect(nearest(word, WORDS)).toBeUndefined();
    },
  );

  it('prefers the word that differs less', () => {
    expect(nearest('gut', ['gif', 'got'])).toBe('got');
  });
});

describe('didYouMean', () => {
  it('asks, or keeps silent', () => {
    expect(didYouMean('sevmer', ['semver'])).toBe('did you mean semver?');
    expect(didYouMean('something', ['semver'])).toBeUndefined();
  });
});
