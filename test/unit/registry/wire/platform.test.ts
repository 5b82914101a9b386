import { describe, expect, it } from '@jest/globals';
import { matchesPlatform } from '../../../../src/registry/wire/platform.ts';

function platform(text: string) {
  const [os = '', architecture = '', variant] = text.split('/');
  return { os, architecture, variant };
}

describe('matchesPlatform', () => {
  it.each([
    ['linux/amd64', ['linux/amd64']],
    ['linux/arm64', ['linux/amd64', 'linux/arm64']],
    ['linux/arm/v7', ['linux/arm']],
    ['linux/arm64/v8', ['linux/arm64']],
    ['linux/arm64', ['linux/arm64/v8']],
    ['Linux/AMD64', [' linux/amd64 ']],
    ['windows/amd64', []],
  ])('%s passes %j', (own, filters) => {
    expect(matchesPlatform(platform(own), filters)).toBe(true);
  });

  it.each([
    ['linux/amd64', ['linux/arm64']],
    ['linux/arm/v6', ['linux/arm/v7']],
    ['linux/arm', ['linux/arm/v7']],
    ['linux/amd64', ['linux']],
    ['linux/amd64', ['linux/amd64/v1/x']],
    ['linux/amd64', ['']],
  ])('%s does not pass %j', (own, filters) => {
    expect(matchesPlatform(platform(own), filters)).toBe(false);
  });
});
