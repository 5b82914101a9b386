import {
  type EmbeddedRegistry,
  type RegistryOptions,
  startRegistry,
} from '../../src/demo/registry/registry.ts';
import { serve } from './serve.ts';

export interface RegistryService {
  /** @returns `127.0.0.1:PORT` */
  start(options: RegistryOptions): Promise<string>;
  push(images: PushedTags): Promise<void>;
}

/** The same tags for each of the repositories, each built a minute after the one before. */
export interface PushedTags {
  readonly repositories: readonly string[];
  readonly tags: readonly string[];
  /** Milliseconds since 1970, of the first. */
  readonly builtAt: number;
}

const MINUTE_MS = 60_000;
let registry: EmbeddedRegistry | undefined;

serve<RegistryService>({
  async start(options) {
    registry = await startRegistry(options);
    return registry.host;
  },
  async push({ repositories, tags, builtAt }) {
    for (const repository of repositories) {
      for (const [i, tag] of tags.entries()) {
        registry?.pushImage(repository, tag, { created: builtAt + i * MINUTE_MS });
      }
    }
  },
});
