import type { ResourceKind } from '../../ports.ts';
import { resourceName } from './resources.ts';

/** The error object of the Kubernetes API. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: object;
  readonly status: 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly details?: object;
  readonly code: number;
}

/** Ends a request with a Status, in the words of the real API server. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: Status;

  constructor(code: number, reason: string, about: { message: string; details?: object }) {
    super(about.message);
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      reason,
      ...about,
      code,
    };
  }
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', { message });
}

export function notFound(resource: ResourceKind, name: string): ApiError {
  return new ApiError(404, 'NotFound', {
    message: `${resourceName(resource)} "${name}" not found`,
    details: details(resource, name),
  });
}

export function alreadyExists(resource: ResourceKind, name: string): ApiError {
  return new ApiError(409, 'AlreadyExists', {
    message: `${resourceName(resource)} "${name}" already exists`,
    details: details(resource, name),
  });
}

/** Somebody else wrote in between. */
export function modified(resource: ResourceKind, name: string): ApiError {
  return new ApiError(409, 'Conflict', {
    message: `Operation cannot be fulfilled on ${resourceName(resource)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    details: details(resource, name),
  });
}

/** The version, or the list that is being paged, is forgotten. */
export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', { message });
}

/** What the object says is not acceptable; `cause` names the field. */
export function invalid(
  resource: ResourceKind,
  name: string,
  cause: { readonly field: string; readonly message: string },
): ApiError {
  return new ApiError(422, 'Invalid', {
    message: `${resourceName(resource)} "${name}" is invalid: ${cause.field}: ${cause.message}`,
    details: { ...details(resource, name), causes: [{ reason: 'FieldValueInvalid', ...cause }] },
  });
}

/** A JSON patch that cannot be applied: the real server does not say why either. */
export function patchFailed(): ApiError {
  return new ApiError(422, 'Invalid', {
    message: 'the server rejected our request due to an error in our request',
    details: {},
  });
}

function details({ group, plural }: ResourceKind, name: string): object {
  return { name, ...(group === '' ? {} : { group }), kind: plural };
}
