import { describe, expect, it } from '@jest/globals';
import { fail, ok } from '../../../../src/model/errors.ts';
import { errorsOf } from '../../../../src/sources/annotations/all.ts';

describe('errorsOf', () => {
  it('keeps every error and no value', () => {
    const one = fail('invalid-config', { what: 'one', where: 'a' });
    const two = fail('refused', { what: 'two', where: 'b' });
    expect(errorsOf([one, ok(1), two]).map(({ message }) => message)).toEqual(['a: one', 'b: two']);
    expect(errorsOf([ok(1), ok('x')])).toEqual([]);
  });
});
