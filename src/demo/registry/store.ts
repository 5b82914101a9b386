import type { Content } from './image.ts';

/** What the embedded registry holds, in memory. */
export interface Store {
  has(repository: string): boolean;
  /** In byte order, as the specification wants them listed. */
  tags(repository: string): readonly string[];
  blob(repository: string, digest: string): Buffer | undefined;
  putBlob(repository: string, digest: string, bytes: Buffer): void;
  /** @param reference a tag or a digest */
  manifest(repository: string, reference: string): Content | undefined;
  putManifest(repository: string, content: Content, tag?: string): void;
  removeTag(repository: string, tag: string): void;
}

interface Repository {
  readonly blobs: Map<string, Buffer>;
  readonly manifests: Map<string, Content>;
  readonly tags: Map<string, string>;
}

export function createStore(): Store {
  const repositories = new Map<string, Repository>();

  function open(name: string): Repository {
    const found = repositories.get(name) ?? {
      blobs: new Map(),
      manifests: new Map(),
      tags: new Map(),
    };
    repositories.set(name, found);
    return found;
  }

  return {
    has: (name) => (repositories.get(name)?.manifests.size ?? 0) > 0,
    tags: (name) => [...(repositories.get(name)?.tags.keys() ?? [])].toSorted(byByte),
    blob: (name, digest) => repositories.get(name)?.blobs.get(digest),
    putBlob: (name, digest, bytes) => open(name).blobs.set(digest, bytes),
    manifest(name, reference) {
      const repository = repositories.get(name);
      return repository?.manifests.get(repository.tags.get(reference) ?? reference);
    },
    putManifest(name, content, tag) {
      const { manifests, tags } = open(name);
      manifests.set(content.digest, content);
      if (tag !== undefined) tags.set(tag, content.digest);
    },
    removeTag: (name, tag) => repositories.get(name)?.tags.delete(tag),
  };
}

/** Tags are ASCII, so code units are bytes. */
function byByte(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
