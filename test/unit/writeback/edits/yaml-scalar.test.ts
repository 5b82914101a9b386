import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { formatScalar } from '../../../../src/writeback/edits/yaml-scalar.ts';
import { holds } from '../../../support/holds.ts';

describe('formatScalar', () => {
  it.each([
    'v1.0.3',
    '1.2.3',
    'main-abc123',
    'ghcr.io/acme/api:v1',
    'localhost:5000/a@sha256:ab',
    'a=b:1',
  ])('leaves %s plain', (value) => expect(formatScalar(value)).toBe(value));

  it.each([
    ['1.10', 'a float'],
    ['20251114', 'an integer'],
    ['1e3', 'a float with an exponent'],
    ['012', 'an octal number'],
    ['0o17', 'an octal number of YAML 1.2'],
    ['0x1F', 'a hexadecimal number'],
    ['0b11', 'a binary number of YAML 1.1'],
    ['1_000', 'an integer of YAML 1.1'],
    ['12:30:45', 'a sexagesimal number'],
    ['2025-11-14', 'a date'],
    ['null', 'null'],
    ['~', 'null'],
    ['true', 'a boolean'],
    ['on', 'a boolean of YAML 1.1'],
    ['y', 'a boolean of YAML 1.1'],
    ['.inf', 'infinity'],
    ['', 'nothing'],
    ['a: b', 'a map'],
    ['a:', 'a key'],
    ['@x', 'a reserved character'],
    ['- x', 'a list'],
    ['# x', 'a comment'],
  ])('quotes %j, which would be %s', (value) => {
    expect(formatScalar(value)).toBe(JSON.stringify(value));
  });

  it.each([
    ['QUOTE_SINGLE', "it's", "'it''s'"],
    ['QUOTE_SINGLE', 'v1', "'v1'"],
    ['QUOTE_SINGLE', 'a\nb', '"a\\nb"'],
    ['QUOTE_DOUBLE', 'v1', '"v1"'],
    ['PLAIN', '1.0', '"1.0"'],
  ] as const)('keeps %s where it can: %j', (style, value, source) => {
    expect(formatScalar(value, style)).toBe(source);
  });

  it('is the same string for every reader', () => {
    const style = fc.constantFrom(
      'PLAIN' as const,
      'QUOTE_SINGLE' as const,
      'QUOTE_DOUBLE' as const,
    );
    const version = fc.constantFrom('1.1' as const, '1.2' as const);
    const numberLike = fc.stringMatching(/^[0-9eExob._:+-]{1,12}$/);
    holds(
      fc.property(fc.oneof(fc.string(), numberLike), style, version, (value, type, v) => {
        const text = `a: ${formatScalar(value, type)}\nb: [${formatScalar(value, type)}]\n`;
        expect(parse(text, { version: v })).toEqual({ a: value, b: [value] });
      }),
    );
  });
});
