import { describe, expect, it } from '@jest/globals';
import {
  comparableUrl,
  hostOf,
  isPrefixOf,
  isSsh,
  sameRepository,
} from '../../../src/writeback/repository-url.ts';

describe('sameRepository', () => {
  it.each([
    ['https://github.com/Acme/Deploy.git', 'https://GitHub.com/acme/deploy'],
    ['https://github.com/acme/deploy/', 'https://github.com/acme/deploy'],
    ['https://bot@github.com/acme/deploy', 'https://github.com/acme/deploy'],
    ['git@github.com:acme/deploy.git', 'ssh://git@github.com/acme/deploy'],
  ])('%s is %s', (a, b) => expect(sameRepository(a, b)).toBe(true));

  it.each([
    ['https://github.com/acme/deploy', 'https://github.com/acme/deploy2'],
    ['https://github.com/acme/deploy', 'http://github.com/acme/deploy'],
    ['git@github.com:acme/deploy', 'https://github.com/acme/deploy'],
    ['git@github.com:acme/deploy', 'bot@github.com:acme/deploy'],
    ['https://h:8443/x', 'https://h/x'],
  ])('%s is not %s', (a, b) => expect(sameRepository(a, b)).toBe(false));
});

describe('isPrefixOf', () => {
  it.each([
    ['https://github.com', 'https://github.com/acme/deploy'],
    ['https://github.com/', 'https://github.com/acme/deploy'],
    ['https://github.com/acme', 'https://github.com/acme/deploy'],
    ['https://GITHUB.com/ac', 'https://github.com/acme/deploy'],
    ['git@github.com:acme', 'git@github.com:acme/deploy.git'],
    ['ssh://git@github.com', 'git@github.com:acme/deploy.git'],
    ['https://github.com/acme/deploy.git', 'https://github.com/acme/deploy'],
  ])('%s goes before %s', (prefix, url) => expect(isPrefixOf(prefix, url)).toBe(true));

  it.each([
    ['https://github.com', 'https://github.com.evil.org/acme/deploy'],
    ['https://github.com', 'https://github.com:8443/acme/deploy'],
    ['https://git', 'https://github.com/acme/deploy'],
    ['https://', 'https://github.com/acme/deploy'],
    ['', 'https://github.com/acme/deploy'],
    ['', 'git@github.com:acme/deploy'],
    ['git@github', 'git@github.com:acme/deploy'],
    ['https://github.com/acme/', 'https://github.com/acme-evil/deploy'],
    ['https://github.com', 'http://github.com/acme/deploy'],
  ])('%j does not go before %s', (prefix, url) => expect(isPrefixOf(prefix, url)).toBe(false));
});

it.each([
  ['https://GitHub.com:8443/x', 'github.com'],
  ['https://bot@github.com/x', 'github.com'],
  ['git@github.com:x/y', 'github.com'],
  ['ssh://git@github.com:22/x', 'github.com'],
])('hostOf %s', (url, host) => expect(hostOf(url)).toBe(host));

it.each([
  ['git@github.com:x/y', true],
  ['ssh://h/x', true],
  ['https://h/x', false],
  ['HTTP://h/x', false],
])('isSsh %s', (url, ssh) => expect(isSsh(url)).toBe(ssh));

it('comparableUrl never leaves a user in an HTTP URL', () => {
  expect(comparableUrl('https://user:secret@h/x.git')).toBe('https://h/x');
});
