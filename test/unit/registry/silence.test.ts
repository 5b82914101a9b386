import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import { createSilence } from '../../../src/registry/silence.ts';
import { broken } from '../../support/http.ts';

const failing = new TagboatError('unavailable', { where: 'reg', what: 'failed', status: 503 });
const answer = { status: 200 };

describe('createSilence', () => {
  it.each<[string, readonly unknown[], number, boolean]>([
    ['none ended', [], 0, false],
    ['fewer ended without an answer', [broken()], 0, false],
    ['as many ended without an answer', [broken(), broken()], 0, true],
    ['somebody asks afterwards', [broken(), broken()], 10, false],
    ['one was answered in between', [broken(), answer, broken()], 0, false],
    ['one was answered since', [broken(), broken(), answer], 0, false],
    ['the answer was a failure', [broken(), failing, broken()], 0, false],
  ])('%s', (_, ends, askedAt, hopeless) => {
    const silence = createSilence({ now: () => 10 }, 2);
    for (const end of ends) silence.note(end);
    expect(silence.since(askedAt) !== undefined).toBe(hopeless);
  });
});
