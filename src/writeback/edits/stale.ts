import type { Application, ApplicationSource } from '../../model/application.ts';
import type { JsonPatchOp } from '../../model/json-patch.ts';
import type { Watch } from '../../model/watch.ts';
import { removeEntries, testsFirst } from './list-patch.ts';
import { isKustomizeEntryOf } from './values.ts';

/** What an Application's spec overrides for a Watch, and the patch that takes it away. */
export interface Override {
  /** What is removed, as a person reads it: `spec.source.helm.parameters image.tag=v1.0.2`. */
  readonly removed: readonly string[];
  /** Empty when there is nothing to remove. */
  readonly patch: readonly JsonPatchOp[];
}

/**
 * The overrides that stand in the spec for an image, in whichever source: left over from a change of the
 * write-back method, from other keys, or set by hand, they win over what is in git.
 */
export function clearPatch({ spec }: Application, watch: Watch): Override {
  const sources = spec.sources ?? [];
  const overrides =
    sources.length > 0
      ? sources.map((source, index) => overrideIn(`/spec/sources/${index}`, source, watch))
      : [spec.source === undefined ? NOTHING : overrideIn('/spec/source', spec.source, watch)];
  return {
    removed: overrides.flatMap(({ removed }) => removed),
    patch: testsFirst(overrides.flatMap(({ patch }) => patch)),
  };
}

const NOTHING: Override = { removed: [], patch: [] };

function overrideIn(path: string, source: ApplicationSource, watch: Watch): Override {
  const { keys, image } = watch;
  if (keys.kind === 'kustomize') {
    const images = source.kustomize?.images ?? [];
    const own = indicesOf(images, (text) =>
      isKustomizeEntryOf(text, { name: keys.name, to: image }),
    );
    return {
      removed: own.map((index) => `${shown(path)}.kustomize.images ${images[index]}`),
      patch: removeEntries({ path, source, stanza: 'kustomize', field: 'images' }, own),
    };
  }
  const parameters = source.helm?.parameters ?? [];
  const names = keys.kind === 'helm' ? [keys.name, keys.tag] : [keys.spec];
  const own = indicesOf(parameters, ({ name = '' }) => names.includes(name));
  const described = own.flatMap((index) => parameters[index] ?? []);
  return {
    removed: described.map(
      ({ name, value }) => `${shown(path)}.helm.parameters ${name}=${value ?? ''}`,
    ),
    patch: removeEntries({ path, source, stanza: 'helm', field: 'parameters' }, own),
  };
}

function indicesOf<T>(list: readonly T[], wanted: (entry: T) => boolean): readonly number[] {
  return list.flatMap((entry, index) => (wanted(entry) ? [index] : []));
}

/** `/spec/sources/1` as `spec.sources[1]`. */
function shown(path: string): string {
  return path
    .slice(1)
    .replace(/\/(\d+)$/, '[$1]')
    .replaceAll('/', '.');
}
