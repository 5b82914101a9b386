import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { EVERY_ENVIRONMENT, ownedText, ownershipLine } from '../../../charts/owned-text.ts';

describe('ownedText', () => {
  it('begins with its owner', () => {
    expect(ownedText('prod', { a: 1 })).toBe(
      '# Made by Tagboat from Pulumi.prod.yaml; changes are lost, except tags.\na: 1\n',
    );
    expect(ownershipLine(EVERY_ENVIRONMENT)).toContain('Pulumi.*.yaml');
  });

  const texts = 'on yes y NULL ~ 1.10 0o17 0x1f 1_000 12:30:45 1e3 .inf 2026-01-01 = -'.split(' ');
  const others = ['', '# no comment', ' padded ', 'a: b', 'two\nlines\n'];

  it.each([...texts, ...others])(
    'keeps %j a string, as a value and as a key, in YAML 1.1 and 1.2',
    (text) => {
      const written = ownedText('prod', { data: { [text]: text } });
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(written, { version })).toEqual({ data: { [text]: text } });
      }
    },
  );

  it('writes out what occurs twice, and never folds a line', () => {
    const labels = { name: 'shop' };
    const long = 'word '.repeat(60).trim();
    expect(ownedText('prod', { a: labels, b: labels, long })).toBe(
      `${ownershipLine('prod')}a:\n  name: shop\nb:\n  name: shop\nlong: ${long}\n`,
    );
  });
});
