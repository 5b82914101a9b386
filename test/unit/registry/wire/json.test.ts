import { describe, expect, it } from '@jest/globals';
import { parseJson } from '../../../../src/registry/wire/json.ts';

describe('parseJson', () => {
  it('reads JSON', () => {
    expect(parseJson(Buffer.from('{"a": 1}'))).toEqual({ a: 1 });
  });

  it.each(['', '<html>', '{"a":'])('takes %j for none', (text) => {
    expect(parseJson(Buffer.from(text))).toBeUndefined();
  });
});
