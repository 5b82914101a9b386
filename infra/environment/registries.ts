import * as z from 'zod';
import { Label, SecretKey } from './names.ts';

/**
 * A registry, and who pulls from it. `token` and `tokenNext` name secret keys; while both are set, the
 * updater tries the second when the first is refused, and pods get both, so that a rotation has no gap.
 */
export const Registry = z.strictObject({
  /** For people, and in names of Secrets: `ghcr`. */
  name: Label,
  /** As image references begin: `ghcr.io`. */
  prefix: z.string().min(1),
  apiUrl: z.url().optional(),
  defaultNamespace: z.string().optional(),
  insecure: z.boolean().default(false),
  ping: z.boolean().default(true),
  /** Requests a second. */
  limit: z.int().min(1).optional(),
  auth: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      /** Nodes pull by their cloud's identity. The updater has none yet: it lists such tags anonymously. */
      z.strictObject({ kind: z.literal('workloadIdentity') }),
      z.strictObject({
        kind: z.literal('token'),
        username: z.string().min(1),
        token: SecretKey,
        tokenNext: SecretKey.optional(),
        /** When the token ends, as YYYY-MM-DD; written as an annotation. */
        expires: z.iso.date().optional(),
      }),
    ])
    .default({ kind: 'none' }),
});
