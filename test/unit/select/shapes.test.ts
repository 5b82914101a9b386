import { describe, expect, it } from '@jest/globals';
import { isDotted, shapeOf } from '../../../src/select/shapes.ts';

const SHA256 = 'a1b2c3d4'.repeat(8);

describe('shapeOf', () => {
  it.each([
    '20251114',
    'v20251114',
    '20251114-173059',
    '20251114-073059',
    '20251114T173059Z',
    '202511141730',
    '20251114173059',
    '20251114.1',
    '20251114-a1b2c3d',
    '2025-11-14',
    '2025-11-14-17-30',
    '2025-11',
    '1731605459',
    '1731605459123',
  ])('sees a date in %s', (tag) => {
    expect(shapeOf(tag)).toBe('date');
  });

  it.each([
    'a1b2c3d',
    '7e3f0a1',
    '1234567',
    '0123456',
    '99999999',
    '20251399',
    '20251114abc',
    SHA256.slice(0, 40),
    SHA256,
    'sha-a1b2c3d',
    'g1a2b3c4',
    'a1b2c3d-dirty',
    '1234567-amd64',
  ])('sees a commit in %s', (tag) => {
    expect(shapeOf(tag)).toBe('sha');
  });

  it.each([
    'v1.0.3',
    '1.2',
    '2025.11.14',
    '24.04',
    '1',
    '42',
    '123456',
    'latest',
    'defaced',
    'a1b2c3',
    'A1B2C3D',
    'v1234567',
    'a1b2c3dx',
    SHA256.slice(0, 41),
    '1.20251114.0',
    '2025',
  ])('sees neither in %s', (tag) => {
    expect(shapeOf(tag)).toBeUndefined();
  });
});

describe('isDotted', () => {
  it.each(['1.2', 'v1.2.3', '1.2.3-rc1', '1.0.0-alpine', '2025.11.14', '1.2.3+m'])(
    'takes %s for a version',
    (tag) => {
      expect(isDotted(tag)).toBe(true);
    },
  );

  it.each(['1', 'v2', '20251114', '20251114.173059', 'latest', 'release-1.2', '1.2.3.4'])(
    'does not take %s for one',
    (tag) => {
      expect(isDotted(tag)).toBe(false);
    },
  );
});
