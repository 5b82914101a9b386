import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../../src/model/secret.ts';
import { parseLogin } from '../../../../src/registry/wire/login.ts';

describe('parseLogin', () => {
  it.each([
    ['user:pass', 'user', 'pass'],
    ['user:a:b c ', 'user', 'a:b c '],
    ['AWS:token\n', 'AWS', 'token'],
    ['user:pass\r\n', 'user', 'pass'],
    ['user:pass\0', 'user', 'pass'],
  ])('reads %j', (text, username, password) => {
    const login = parseLogin(new Secret(text));
    expect(login?.username).toBe(username);
    expect(login?.password.reveal()).toBe(password);
  });

  it.each(['', 'token', ':pass', 'user:', 'user:a\nb:c'])('cannot read %j', (text) => {
    expect(parseLogin(new Secret(text))).toBeUndefined();
  });
});
