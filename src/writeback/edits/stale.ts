import type { Application, ApplicationSource } from '../../model/application.ts';
import type { JsonPatchOp } from '../../model/json-patch.ts';
import type { ManifestKeys, Watch } from '../../model/watch.ts';
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
 * The overrides that stand in the spec for these images, in whichever source: left over from a change of the
 * write-back method, from other keys, or set by hand, they win over what is in git.
 */
export function clearPatch({ spec }: Application, watches: readonly Watch[]): Override {
  const sources = spec.sources ?? [];
  const overrides =
    sources.length > 0
      ? sources.flatMap((source, index) => overridesIn(`/spec/sources/${index}`, source, watches))
      : overridesIn('/spec/source', spec.source, watches);
  return {
    removed: overrides.flatMap(({ removed }) => removed),
    patch: testsFirst(overrides.flatMap(({ patch }) => patch)),
  };
}

function overridesIn(
  path: string,
  source: ApplicationSource | undefined,
  watches: readonly Watch[],
): readonly Override[] {
  if (source === undefined) return [];
  return [parametersIn(path, source, watches), imagesIn(path, source, watches)];
}

function parametersIn(
  path: string,
  source: ApplicationSource,
  watches: readonly Watch[],
): Override {
  const names = new Set(watches.flatMap(({ keys }) => helmNames(keys)));
  const parameters = source.helm?.parameters ?? [];
  const own = indicesOf(parameters, ({ name }) => name !== undefined && names.has(name));
  const described = own.flatMap((index) => parameters[index] ?? []);
  return {
    removed: described.map(
      ({ name, value }) => `${shown(path)}.helm.parameters ${name}=${value ?? ''}`,
    ),
    patch: removeEntries({ path, source, stanza: 'helm', field: 'parameters' }, own),
  };
}

function imagesIn(path: string, source: ApplicationSource, watches: readonly Watch[]): Override {
  const images = source.kustomize?.images ?? [];
  const own = indicesOf(images, (text) =>
    watches.some(
      ({ keys, image }) =>
        keys.kind === 'kustomize' && isKustomizeEntryOf(text, { name: keys.name, to: image }),
    ),
  );
  return {
    removed: own.map((index) => `${shown(path)}.kustomize.images ${images[index]}`),
    patch: removeEntries({ path, source, stanza: 'kustomize', field: 'images' }, own),
  };
}

function helmNames(keys: ManifestKeys): readonly string[] {
  if (keys.kind === 'kustomize') return [];
  return keys.kind === 'helm' ? [keys.name, keys.tag] : [keys.spec];
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
