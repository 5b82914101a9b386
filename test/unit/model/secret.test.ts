import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { printableUrl, Secret } from '../../../src/model/secret.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it.each([
    ['a template', () => `${String(secret)} ${secret.toString()}`],
    ['JSON', () => JSON.stringify({ secret })],
    ['inspect', () => inspect({ secret }, { depth: 9, showHidden: true })],
    ['String', () => String(secret)],
    ['its keys', () => Object.entries(secret).flat().join()],
  ])('does not show in %s', (_, print) => {
    expect(print()).not.toContain('hunter2');
  });

  it('is revealed only when asked', () => {
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('printableUrl', () => {
  it.each([
    ['https://user:token@git.example/r.git', 'https://git.example/r.git'],
    ['https://git.example/r.git?token=abc#x', 'https://git.example/r.git'],
    ['git@git.example:team/r.git', 'git.example:team/r.git'],
    ['user:token@git.example/r.git', 'git.example/r.git'],
    ['https://us er:tok@git.example/r', 'https://git.example/r'],
  ])('writes %s as %s', (url, expected) => {
    expect(printableUrl(url)).toBe(expected);
  });
});
