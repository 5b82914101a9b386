import { describe, expect, it } from '@jest/globals';
import { customResource } from '../../../../src/demo/kube/resources.ts';
import {
  alreadyExists,
  badRequest,
  expired,
  invalid,
  modified,
  notFound,
  patchFailed,
} from '../../../../src/demo/kube/status.ts';

const applications = customResource('argoproj.io/v1alpha1', 'Application', {
  statusSubresource: false,
});

describe('the errors of the API', () => {
  it.each([
    [badRequest('so'), 400, 'BadRequest', 'so'],
    [notFound(applications, 'a'), 404, 'NotFound', 'applications.argoproj.io "a" not found'],
    [
      alreadyExists(applications, 'a'),
      409,
      'AlreadyExists',
      'applications.argoproj.io "a" already exists',
    ],
    [modified(applications, 'a'), 409, 'Conflict', expect.stringContaining('has been modified')],
    [expired('too old'), 410, 'Expired', 'too old'],
    [
      patchFailed(),
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
    ],
    [
      invalid(applications, 'a', { field: 'metadata.name', message: 'Required value' }),
      422,
      'Invalid',
      'applications.argoproj.io "a" is invalid: metadata.name: Required value',
    ],
  ])('%# are Status objects', ({ status }, code, reason, message) => {
    expect(status).toMatchObject({ kind: 'Status', status: 'Failure', code, reason, message });
  });

  it('name the object they are about, but not for a patch', () => {
    const details = { name: 'a', group: 'argoproj.io', kind: 'applications' };
    expect(notFound(applications, 'a').status.details).toEqual(details);
    expect(patchFailed().status.details).toEqual({});
  });
});
