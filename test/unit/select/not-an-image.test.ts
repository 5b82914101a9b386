import { describe, expect, it } from '@jest/globals';
import { refuseOtherThanImages } from '../../../src/select/not-an-image.ts';

const ATTACHED = `sha256-${'0a'.repeat(32)}`;

describe('refuseOtherThanImages', () => {
  const filter = refuseOtherThanImages('regexp:.*');

  it.each([`${ATTACHED}.sig`, `${ATTACHED}.att`, `${ATTACHED}.sbom`, ATTACHED])(
    'refuses %s, whatever else allow-tags matches',
    (tag) => {
      expect(filter(tag)).toMatchObject({
        code: 'not-an-image',
        reason: expect.stringContaining('attachment'),
      });
    },
  );

  it('lets them through when allow-tags speaks of them', () => {
    expect(refuseOtherThanImages('regexp:^sha256-[0-9a-f]{64}$')(ATTACHED)).toBeUndefined();
  });

  it.each(['', 'a b', 'a\nb', '\u001b[2J', 'a/b', 'a:b', 'a@b', 'a\u202eb', 'x'.repeat(129)])(
    'refuses %j, which cannot be a tag',
    (tag) => {
      expect(filter(tag)).toEqual({
        code: 'not-an-image',
        reason: 'is not a tag that an image can have',
      });
    },
  );

  it.each(['v1.0.3', 'latest', '1.0.0_b', 'x'.repeat(128), 'sha256-abc', '1.0.0+m'])(
    'lets %s through',
    (tag) => {
      expect(filter(tag)).toBeUndefined();
    },
  );
});
