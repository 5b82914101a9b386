import { describe, expect, it } from '@jest/globals';
import { holdsSecret, secretsWithin } from '../../../../infra/environment/plain-secrets.ts';

describe('secrets in plain', () => {
  it.each([
    'ghp_0123456789abcdefghij',
    'user:github_pat_11ABCDEFG0123456789',
    'glpat-0123456789abcdefghij',
    'xoxb-123456789012-abcdefghijkl',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    '$2b$10$abcdefghijklmnopqrstuv',
    'https://me:pass@github.com/acme/gitops',
  ])('are seen in %s', (text) => {
    expect(holdsSecret(text)).toBe(true);
  });

  it.each([
    'ghcrToken',
    'https://github.com/acme/gitops',
    'ssh://git@github.com:22/a/b',
    '$dex.secret',
  ])('are not seen in %s', (text) => {
    expect(holdsSecret(text)).toBe(false);
  });

  it('are found by their path, encrypted ones too', () => {
    const value = {
      plain: 'text',
      list: [{ token: 'ghp_0123456789abcdefghij' }],
      inner: { secure: 'v1:abc' },
    };
    expect(secretsWithin(value, ['root'])).toEqual([
      ['root', 'list', 0, 'token'],
      ['root', 'inner'],
    ]);
  });
});
