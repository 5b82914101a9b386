import { TagboatError } from '../model/errors.ts';
import { followImageUpdaters, type ImageUpdaters } from './image-updaters.ts';
import type { InformerDeps } from './informer.ts';
import type { Source } from './source.ts';

/** Where Watches come from: `--sources`. */
export const SOURCE_MODES = ['auto', 'annotations', 'resources'] as const;
export type SourceMode = (typeof SOURCE_MODES)[number];

export interface SourceOptions extends InformerDeps {
  readonly mode: SourceMode;
  readonly annotations: Source;
  /** Where ImageUpdater resources count. */
  readonly namespaces: readonly string[] | 'all';
}

/** A Source that learns of changes by itself. */
export interface LiveSource extends Source {
  /** Resolves once it can say what is to be watched, or why it cannot. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** The Source of a mode. Only annotations need no look at ImageUpdater resources. */
export function createSource(options: SourceOptions): LiveSource {
  const { mode, annotations } = options;
  if (mode === 'annotations') return { ...annotations, ready: nothing, stop: nothing };
  const resources = followImageUpdaters(options);
  return {
    ...sourceFor(mode, annotations, resources),
    ready: () => resources.ready(),
    stop: () => resources.stop(),
  };
}

async function nothing(): Promise<void> {}

/**
 * `auto` follows the annotations as upstream did up to 0.18, as long as there is no ImageUpdater resource.
 * Once there is one, or while it is not known, annotations count no more: what is left of them after a
 * change to the resources must not start to deploy. The resources themselves are not read in this version.
 */
export function sourceFor(
  mode: SourceMode,
  annotations: Source,
  resources: Pick<ImageUpdaters, 'count' | 'unknown'>,
): Source {
  switch (mode) {
    case 'annotations':
      return annotations;
    case 'resources':
      return { watches: () => ({ watches: [], problems: [notRead(resources.count())] }) };
    case 'auto':
      return {
        watches() {
          const unknown = resources.unknown();
          if (unknown !== undefined) return { watches: [], problems: [notKnown(unknown)] };
          const count = resources.count();
          return count === 0 ? annotations.watches() : { watches: [], problems: [notRead(count)] };
        },
      };
  }
}

function notRead(count: number): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'ImageUpdater resources are not read in this version, so nothing is updated',
    where: '--sources',
    found: count === 1 ? '1 ImageUpdater resource' : `${count} ImageUpdater resources`,
    hint: 'use --sources annotations to follow the annotations of Applications all the same',
  });
}

function notKnown(cause: TagboatError): TagboatError {
  return new TagboatError(
    cause.code,
    {
      what: 'it is not known whether there are ImageUpdater resources, so nothing is updated',
      where: '--sources auto',
      found: cause.message,
      hint: 'allow Tagboat to list and watch imageupdaters, or use --sources annotations',
    },
    cause,
  );
}
