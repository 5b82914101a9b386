import { describe, expect, it } from '@jest/globals';
import { checkPlatforms } from '../../../src/select/platforms.ts';

describe('checkPlatforms', () => {
  it.each([[[]], [['linux/amd64']], [['linux/arm/v7', 'linux/arm64/v8', 'windows/amd64']]])(
    'takes %j',
    (platforms) => {
      expect(checkPlatforms(platforms, 'platforms').ok).toBe(true);
    },
  );

  it.each([
    'linux',
    'amd64',
    'linux/',
    '/amd64',
    'linux/arm/v7/x',
    'Linux/amd64',
    'linux amd64',
    '',
  ])('refuses %j', (platform) => {
    expect(checkPlatforms(['linux/amd64', platform], 'annotation x')).toMatchObject({
      error: {
        code: 'invalid-config',
        problem: { where: 'annotation x', what: 'names no platform' },
      },
    });
  });
});
