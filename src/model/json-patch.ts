/**
 * One operation of a JSON patch (RFC 6902). The Kubernetes API is laxer in two things: `replace` of an absent
 * member adds it, and `test` for null holds where the member is absent but its parent is there.
 */
export type JsonPatchOp =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };
