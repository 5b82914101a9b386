import { applyJsonPatch } from '../../src/demo/kube/json-patch.ts';
import type { JsonPatchOp } from '../../src/model/json-patch.ts';

/** The document after the patch, as an API server would make it. @throws when the patch does not apply */
export function applied<T extends object>(document: T, patch: readonly JsonPatchOp[]): T {
  return JSON.parse(JSON.stringify(applyJsonPatch(document, JSON.parse(JSON.stringify(patch)))));
}
