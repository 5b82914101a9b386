import { describe, expect, it } from '@jest/globals';
import { statusError, watchError } from '../../../src/adapters/kube-status.ts';

const where = 'Kubernetes API, get secrets a/b';

function status(fields: object): object {
  return { kind: 'Status', status: 'Failure', ...fields };
}

describe('statusError', () => {
  it.each([
    [400, 'invalid-config'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not-found'],
    [405, 'invalid-config'],
    [409, 'conflict'],
    [410, 'conflict'],
    [415, 'invalid-config'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [302, 'refused'],
  ])('turns %i into %s', (code, expected) => {
    const error = statusError({ status: code, body: status({}), where });
    expect(error).toMatchObject({ code: expected, problem: { status: code, where } });
  });

  it('takes a 422 that says nothing for a patch that does not apply', () => {
    const body = status({ reason: 'Invalid', message: 'an error in our request', details: {} });
    expect(statusError({ status: 422, body, where })).toMatchObject({
      code: 'conflict',
      problem: { what: 'the patch does not apply to the object as it is now' },
    });
  });

  it.each([
    [{ name: 'b', causes: [{ field: 'spec' }] }],
    [{ name: 'b' }],
    [{ causes: [{ field: 'spec' }] }],
  ])('takes a 422 about %j for an object that breaks its schema', (details) => {
    const body = status({ reason: 'Invalid', message: 'spec: Required value', details });
    expect(statusError({ status: 422, body, where })).toMatchObject({
      code: 'invalid-config',
      problem: { what: 'the API server answered 422 Invalid: spec: Required value' },
    });
  });

  it.each([
    ['the header', { retryAfter: '7' }, {}],
    ['the details', {}, { details: { retryAfterSeconds: 7 } }],
    ['the header first', { retryAfter: '7' }, { details: { retryAfterSeconds: 1 } }],
  ])('says when to come back by %s', (_, answer, fields) => {
    const error = statusError({ status: 429, body: status(fields), where, ...answer });
    expect(error.problem.retryAfterMs).toBe(7000);
  });

  it.each([undefined, 'Wed, 21 Oct 2026 07:28:00 GMT', '-1'])(
    'says nothing of when to come back for %j',
    (retryAfter) => {
      const { problem } = statusError({ status: 503, body: undefined, where, retryAfter });
      expect(problem).not.toHaveProperty('retryAfterMs');
    },
  );

  it('makes what the server says fit to print', () => {
    const body = status({ reason: 'Bad', message: `\u001b[31m${'x'.repeat(1000)}` });
    const { what } = statusError({ status: 500, body, where }).problem;
    expect(what).toMatch(/^the API server answered 500 Bad: \\u001b\[31mx+…$/);
    expect(what.length).toBeLessThan(600);
  });

  it.each([
    [401, status({}), 'credentials'],
    [403, status({}), 'RBAC'],
    [404, '404 page not found', 'CRD'],
  ])('hints at what to do about %i', (code, body, hint) => {
    expect(statusError({ status: code, body, where }).problem.hint).toContain(hint);
  });

  it('does not blame the kind for an object that is missing', () => {
    const { problem } = statusError({ status: 404, body: status({}), where });
    expect(problem).not.toHaveProperty('hint');
  });
});

describe('watchError', () => {
  it('goes by the code of the Status', () => {
    const error = watchError(status({ code: 410, reason: 'Expired', message: 'too old' }), where);
    expect(error).toMatchObject({ code: 'conflict', problem: { status: 410 } });
  });

  it('takes an event that says nothing for a failure of the server', () => {
    expect(watchError(null, where).code).toBe('unavailable');
  });
});
