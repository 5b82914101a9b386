import { expect, it } from '@jest/globals';
import { ok, type Result } from '../../../src/model/errors.ts';
import {
  type Contents,
  contentsCache,
  type RepositoryFile,
} from '../../../src/writeback/git-contents.ts';

function contents(text: string): Contents {
  return new Map<string, Result<RepositoryFile | undefined>>([
    ['f', ok({ text, mode: '100644' })],
    ['none', ok(undefined)],
  ]);
}

it('gives what it was given for this head and these paths', () => {
  const cache = contentsCache(100);
  const kept = contents('text');
  cache.set('main', 'h1', kept);
  expect(cache.get('main', 'h1', ['f', 'none'])).toBe(kept);
  expect(cache.get('main', 'h1', ['f', 'other'])).toBeUndefined();
  expect(cache.get('main', 'h2', ['f'])).toBeUndefined();
  expect(cache.get('dev', 'h1', ['f'])).toBeUndefined();
});

it('forgets what was not used for longest when it is full', () => {
  const cache = contentsCache(30);
  cache.set('a', 'h', contents('1234567'));
  cache.set('b', 'h', contents('1234567'));
  cache.get('a', 'h', ['f']);
  cache.set('c', 'h', contents('1234567'));
  const known = ['a', 'b', 'c'].filter((branch) => cache.get(branch, 'h', ['f']) !== undefined);
  expect(known).toEqual(['a', 'c']);
});

it('counts a branch once, and keeps nothing that is larger than all of it', () => {
  const cache = contentsCache(30);
  cache.set('a', 'h1', contents('1234567'));
  cache.set('a', 'h2', contents('1234567'));
  cache.set('b', 'h', contents('1234567'));
  expect(cache.get('a', 'h2', ['f'])).toBeDefined();
  cache.set('c', 'h', contents('x'.repeat(31)));
  expect(cache.get('c', 'h', ['f'])).toBeUndefined();
});
