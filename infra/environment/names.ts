import * as z from 'zod';

/** A DNS label: what Kubernetes takes for names of namespaces, services and most objects. */
export const Label = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'expected a name of lower-case letters, digits and dashes',
  );

/** A Go duration: `2m`, `90s`, `1h30m`. */
export const Duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(h|m|s|ms))+$/, 'expected a duration such as 30s or 2m');

/** What is said of a value that is no name of a secret key; the value itself may be a secret, and is not told. */
export const SECRET_KEY_EXPECTED =
  'expected the name of a secret key of this file, such as ghcrToken';

/** The name of a flat, encrypted key of the same file that holds a secret: `ghcrToken` for `tagboat:ghcrToken`. */
export const SecretKey = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/, SECRET_KEY_EXPECTED);

/** A URL that git reaches: HTTPS, SSH, or `user@host:path`. */
export const GitUrl = z
  .string()
  .regex(
    /^(https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)\S+$/,
    'expected https://…, ssh://… or user@host:path',
  );

export const Port = z.int().min(1).max(65_535);

/** A quantity of Kubernetes: `250m`, `128Mi`. */
export const Quantity = z
  .string()
  .regex(/^\d+(\.\d+)?(m|[kKMGTPE]i?)?$/, 'expected a quantity such as 250m or 128Mi');

export const Resources = z.strictObject({
  requests: z.strictObject({ cpu: Quantity.optional(), memory: Quantity.optional() }).optional(),
  limits: z.strictObject({ cpu: Quantity.optional(), memory: Quantity.optional() }).optional(),
});

export const StringMap = z.record(z.string(), z.string());
