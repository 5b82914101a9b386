import { TagboatError } from '../../src/model/errors.ts';
import type {
  JsonPatchOp,
  Kube,
  KubeEvent,
  ListOptions,
  ListPage,
  ObjectKey,
  ResourceKind,
  WatchOptions,
} from '../../src/ports.ts';

/** Answers of a Kube; objects are plain JSON. */
export interface FakeCalls {
  readonly get?: (kind: ResourceKind, key: ObjectKey) => Promise<object>;
  readonly list?: (kind: ResourceKind, options: ListOptions) => AsyncIterable<ListPage<object>>;
  readonly watch?: (kind: ResourceKind, options: WatchOptions) => AsyncIterable<KubeEvent<object>>;
  readonly jsonPatch?: (
    kind: ResourceKind,
    key: ObjectKey,
    patch: readonly JsonPatchOp[],
  ) => Promise<object>;
  readonly mergePatch?: (kind: ResourceKind, key: ObjectKey, patch: object) => Promise<object>;
}

/** A Kube that answers as told, and fails where it is not. */
export function fakeKube(calls: FakeCalls): Kube {
  return {
    get: async (...args) => copy(await (calls.get ?? unexpected)(...args)),
    async *list(kind, options = {}) {
      for await (const page of (calls.list ?? unexpected)(kind, options)) yield copy(page);
    },
    async *watch(...args) {
      for await (const event of (calls.watch ?? unexpected)(...args)) yield copy(event);
    },
    jsonPatch: async (...args) => copy(await (calls.jsonPatch ?? unexpected)(...args)),
    mergePatch: async (...args) => copy(await (calls.mergePatch ?? unexpected)(...args)),
    create: unexpected,
  };
}

function unexpected(): never {
  throw new TagboatError('internal', { what: 'this call was not expected', where: 'fakeKube' });
}

/** As it would come over the wire: of whatever type the caller expects. */
function copy(value: object): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(value));
}
