import { describe, expect, it } from '@jest/globals';
import { printable, quoted } from '../../../src/model/printable.ts';

describe('printable', () => {
  it.each([
    ['v1.0.3', 'v1.0.3'],
    ['grüße 검토', 'grüße 검토'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['two\nlines', 'two\\u000alines'],
    ['\u009b', '\\u009b'],
    ['abc\u202ecba', 'abc\\u202ecba'],
  ])('writes %j as %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('cuts what is too long', () => {
    expect(printable('x'.repeat(300))).toHaveLength(256);
    expect(printable('abcdef', 4)).toBe('abc…');
  });
});

describe('quoted', () => {
  it('shows where a text begins and ends, and that it is empty', () => {
    expect(quoted(' x\n')).toBe('" x\\u000a"');
    expect(quoted('')).toBe('nothing');
  });
});
