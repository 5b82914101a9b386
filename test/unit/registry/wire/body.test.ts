import { describe, expect, it } from '@jest/globals';
import { parseJson, printable } from '../../../../src/registry/wire/body.ts';

describe('parseJson', () => {
  it('reads JSON', () => {
    expect(parseJson(Buffer.from('{"a": 1}'))).toEqual({ a: 1 });
  });

  it.each(['', '<html>', '{"a":'])('takes %j for none', (text) => {
    expect(parseJson(Buffer.from(text))).toBeUndefined();
  });
});

describe('printable', () => {
  it('removes what a terminal would obey', () => {
    expect(printable('a\u001b[31mred\r\nb\u202e')).toBe('a [31mred b ');
  });

  it('cuts long text', () => {
    expect(printable('x'.repeat(10_000))).toHaveLength(200);
  });
});
