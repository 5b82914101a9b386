import { describe, expect, it } from '@jest/globals';
import {
  asTagboatError,
  fail,
  nextStep,
  ok,
  orThrow,
  TagboatError,
} from '../../../src/model/errors.ts';

describe('TagboatError', () => {
  it('says where, what, found, expected and what to do, in one line', () => {
    const error = new TagboatError('invalid-config', {
      where: 'Application argocd/back, annotation back.allow-tags',
      what: 'the expression does not parse',
      found: 'regexp:(',
      expected: 'an RE2 expression',
      hint: 'close the parenthesis',
    });
    expect(error.message).toBe(
      'Application argocd/back, annotation back.allow-tags: the expression does not parse; ' +
        'found regexp:(; expected an RE2 expression; close the parenthesis',
    );
  });

  it('leaves out what is not known', () => {
    expect(new TagboatError('unavailable', { where: 'x', what: 'timed out' }).message).toBe(
      'x: timed out',
    );
  });
});

describe('asTagboatError', () => {
  it('keeps a TagboatError as it is', () => {
    const error = new TagboatError('conflict', { where: 'x', what: 'y' });
    expect(asTagboatError(error, 'elsewhere')).toBe(error);
  });

  it.each([
    [new TypeError('bad'), 'here: bad'],
    ['thrown text', 'here: thrown text'],
  ])('takes %s for a defect of ours', (thrown, message) => {
    expect(asTagboatError(thrown, 'here')).toMatchObject({
      code: 'internal',
      message,
      cause: thrown,
    });
  });
});

describe('nextStep', () => {
  it.each([
    ['conflict', 'again'],
    ['unavailable', 'later'],
    ['rate-limited', 'later'],
    ['unauthorized', 'later'],
    ['not-found', 'later'],
    ['internal', 'later'],
    ['invalid-config', 'never'],
    ['refused', 'never'],
  ] as const)('after %s goes on %s', (code, step) => {
    expect(nextStep(code)).toBe(step);
  });
});

describe('Result', () => {
  it('is a value or an error', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(fail('refused', { where: 'x', what: 'y' })).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
  });

  it('gives its value, or throws its error', () => {
    expect(orThrow(ok(1))).toBe(1);
    expect(() => orThrow(fail('refused', { where: 'x', what: 'y' }))).toThrow('x: y');
  });
});
