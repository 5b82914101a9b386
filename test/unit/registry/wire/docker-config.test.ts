import { describe, expect, it } from '@jest/globals';
import {
  loginOf,
  matchingKey,
  parseDockerConfig,
} from '../../../../src/registry/wire/docker-config.ts';

const HUB = { registry: 'docker.io', path: 'library/nginx' };
const GHCR = { registry: 'ghcr.io', path: 'team/app' };

describe('matchingKey', () => {
  it.each([
    'docker.io',
    'index.docker.io',
    'registry-1.docker.io',
    'https://index.docker.io/v1/',
    'https://index.docker.io/v1',
    'https://index.docker.io/v2/',
  ])('finds Docker Hub under %s', (key) => {
    expect(matchingKey(['quay.io', key], HUB, ['docker.io'])).toBe(key);
  });

  it.each([
    ['ghcr.io'],
    ['https://ghcr.io'],
    ['http://GHCR.io/'],
    ['https://ghcr.io/v2/'],
    ['ghcr.io/team'],
    ['ghcr.io/team/app'],
  ])('finds ghcr.io/team/app under %s', (key) => {
    expect(matchingKey([key], GHCR, ['ghcr.io'])).toBe(key);
  });

  it.each([
    'ghcr.io.evil.example',
    'ghcr.io/tea',
    'ghcr.io/team/app2',
    'ghcr.io:443',
    'docker.io',
    '',
  ])('does not take %j for ghcr.io/team/app', (key) => {
    expect(matchingKey([key], GHCR, ['ghcr.io'])).toBeUndefined();
  });

  it('prefers the longest path, whatever the order', () => {
    const keys = ['ghcr.io', 'https://ghcr.io/team/app', 'ghcr.io/team'];
    expect(matchingKey(keys, GHCR, ['ghcr.io'])).toBe(keys[1]);
    expect(matchingKey(keys.toReversed(), GHCR, ['ghcr.io'])).toBe(keys[1]);
  });

  it('knows a registry by the host of its API as well', () => {
    const own = { registry: 'images', path: 'a' };
    expect(matchingKey(['reg.internal:5000'], own, ['images', 'reg.internal:5000'])).toBe(
      'reg.internal:5000',
    );
  });
});

describe('parseDockerConfig', () => {
  it('reads both forms', () => {
    const entry = { 'ghcr.io': { auth: 'dTpw' } };
    expect(parseDockerConfig(JSON.stringify({ auths: entry }), 'config')).toEqual(entry);
    expect(parseDockerConfig(JSON.stringify(entry), 'cfg')).toEqual(entry);
  });

  it.each(['', '{}', '{"auths": []}', '{"auths": {"a": "b"}}'])('cannot read %j', (text) => {
    expect(parseDockerConfig(text, 'config')).toBeUndefined();
  });
});

describe('loginOf', () => {
  it.each([
    [{ auth: Buffer.from('u:p:q').toString('base64') }],
    [{ username: 'u', password: 'p:q' }],
    [{ auth: '', username: 'u', password: 'p:q' }],
  ])('reads %j', (entry) => {
    const login = loginOf(entry);
    expect([login?.username, login?.password.reveal()]).toEqual(['u', 'p:q']);
  });

  it.each([[{}], [{ username: 'u' }], [{ auth: 'bm8gY29sb24=' }], [{ password: 'p' }]])(
    'finds none in %j',
    (entry) => {
      expect(loginOf(entry)).toBeUndefined();
    },
  );
});
