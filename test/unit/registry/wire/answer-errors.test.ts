import { describe, expect, it } from '@jest/globals';
import { answerError } from '../../../../src/registry/wire/answer-errors.ts';

const read = (body: unknown) => answerError(Buffer.from(JSON.stringify(body)));

describe('answerError', () => {
  it('reads the first error of the specification’s form', () => {
    const errors = [{ code: 'NAME_UNKNOWN', message: 'no such name', detail: {} }, { code: 'X' }];
    expect(read({ errors })).toEqual({ code: 'NAME_UNKNOWN', message: 'no such name' });
  });

  it('keeps control characters out of logs', () => {
    expect(read({ errors: [{ code: 'A\u001b[2J', message: 'b\u0007' }] })).toEqual({
      code: String.raw`A\u001b[2J`,
      message: String.raw`b\u0007`,
    });
  });

  it.each([[{}], [{ errors: [] }], [{ errors: 'no' }], ['text']])('finds none in %j', (body) => {
    expect(read(body)).toBeUndefined();
  });
});
