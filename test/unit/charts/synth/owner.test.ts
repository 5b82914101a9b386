import { describe, expect, it } from '@jest/globals';
import { EVERY_ENVIRONMENT, ownershipLine } from '../../../../charts/owned-text.ts';
import { ownerOf } from '../../../../charts/synth/owner.ts';

describe('ownerOf', () => {
  it.each(['dev', 'prod-eu', EVERY_ENVIRONMENT])(
    'knows a file of %s by its first line',
    (owner) => {
      expect(ownerOf(`${ownershipLine(owner)}a: 1\n`)).toBe(owner);
      expect(ownerOf(ownershipLine(owner).trimEnd())).toBe(owner);
      expect(ownerOf(`${ownershipLine(owner).trimEnd()}\r\na: 1\r\n`)).toBe(owner);
    },
  );

  it.each(['', 'a: 1\n', `a: 1\n${ownershipLine('dev')}`, `# Made by somebody\n`])(
    'knows no owner of %j',
    (text) => {
      expect(ownerOf(text)).toBeUndefined();
    },
  );
});
