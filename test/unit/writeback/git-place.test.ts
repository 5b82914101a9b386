import { describe, expect, it } from '@jest/globals';
import { checkBranch, checkUrl, localRef } from '../../../src/writeback/git-place.ts';

describe('checkUrl', () => {
  it.each([
    ['https://github.com/acme/deploy.git', 'https://github.com/acme/deploy.git'],
    [' https://bot@github.com/acme/deploy ', 'https://github.com/acme/deploy'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['ssh://git@example.com:2222/acme/deploy', 'ssh://git@example.com:2222/acme/deploy'],
    ['git@github.com:acme/deploy.git', 'git@github.com:acme/deploy.git'],
  ])('%j is %s', (url, expected) => expect(checkUrl(url)).toBe(expected));

  it.each([
    '',
    'acme/deploy',
    '/srv/git/x',
    '--upload-pack=x',
    'ext::sh -c x',
    'git://h/x',
    'oci://h/x',
    'ssh://-oProxyCommand=x/y',
    '-x@h:y',
    'git@-h:y',
    'git@h:a b',
  ])('refuses %j', (url) => {
    expect(() => checkUrl(url)).toThrow(/URL of the git repository cannot be used/);
  });

  it('refuses a password without repeating it', () => {
    expect(() => checkUrl('https://bot:hunter2@h/x')).toThrow(/holds a password/);
    expect(() => checkUrl('https://bot:hunter2@h/x')).not.toThrow(/hunter2/);
  });
});

describe('checkBranch', () => {
  it.each([
    ['main', 'main'],
    ['refs/heads/main', 'main'],
    ['feature/ü_1.2', 'feature/ü_1.2'],
    ['HEAD', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (branch, expected) => expect(checkBranch(branch)).toBe(expected));

  it.each([
    'a b',
    'a..b',
    '-x',
    '/a',
    'a/',
    'a.',
    'a//b',
    '@',
    'a@{b',
    'a.lock',
    'a.lock/b',
    '.a',
    'a/.b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a\nb',
    'a'.repeat(256),
  ])('refuses %j', (branch) => expect(() => checkBranch(branch)).toThrow(/name of a branch/));
});

it('gives every branch a ref that clashes with no other', () => {
  expect(localRef('a')).toMatch(/^refs\/tagboat\/[0-9a-f]{20}$/);
  expect(localRef('a/b')).not.toContain(localRef('a'));
});
