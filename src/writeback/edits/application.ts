import type { Application, ApplicationSource, HelmParameter } from '../../model/application.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import type { ImageRef } from '../../model/image.ts';
import type { JsonPatchOp } from '../../model/json-patch.ts';
import type { Change } from '../../model/plan.ts';
import { appName, type Watch } from '../../model/watch.ts';
import { editList, testsFirst } from './list-patch.ts';
import {
  type HelmValue,
  helmValues,
  imageFromHelmValues,
  imageFromKustomize,
  mergeKustomizeImages,
} from './values.ts';

/**
 * The image that the desired spec names for a Watch of method `argocd`; undefined when it names none, so
 * that the chart's or the manifests' own image runs.
 */
export function readApplication(app: Application, watch: Watch): ImageRef | undefined {
  const source = sourceOf(app, watch)?.source;
  return source === undefined ? undefined : imageIn(source, watch);
}

/**
 * The patch of the Application's spec that makes the changes, empty when they are made already. Each entry
 * is replaced where it stands, new ones are appended, nothing else is touched. Its tests fail when what it
 * is based on has changed meanwhile; they never look at resourceVersion, since Argo CD's status updates
 * change that all the time.
 *
 * @returns `conflict` when the Application no longer has the source that a Watch writes to
 */
export function patchApplication(
  app: Application,
  changes: readonly Pick<Change, 'watch' | 'to'>[],
): Result<readonly JsonPatchOp[]> {
  const edited = new Map<string, EditedSource>();
  for (const { watch, to } of changes) {
    const found = sourceOf(app, watch);
    if (found === undefined) return sourceGone(watch);
    const before = edited.get(found.path) ?? { ...found, after: found.source };
    edited.set(found.path, { ...before, after: withImage(before.after, watch, to) });
  }
  return ok(testsFirst([...edited.values()].flatMap(patchSource)));
}

/** A source of the spec, and the JSON pointer to it. */
interface LocatedSource {
  readonly path: string;
  readonly source: ApplicationSource;
  /** It is one of several, so it is known by what it names, not by its place. */
  readonly listed: boolean;
}

interface EditedSource extends LocatedSource {
  readonly after: ApplicationSource;
}

function sourceOf({ spec }: Application, { destination }: Watch): LocatedSource | undefined {
  const index = destination.method === 'argocd' ? destination.source : undefined;
  const source = index === undefined ? spec.source : spec.sources?.[index];
  if (source === undefined) return undefined;
  const path = index === undefined ? '/spec/source' : `/spec/sources/${index}`;
  return { path, source, listed: index !== undefined };
}

function imageIn({ helm, kustomize }: ApplicationSource, watch: Watch): ImageRef | undefined {
  const { keys, image } = watch;
  if (keys.kind === 'kustomize') {
    return imageFromKustomize(kustomize?.images ?? [], { name: keys.name, image });
  }
  const parameters = helm?.parameters ?? [];
  return imageFromHelmValues(
    keys,
    image,
    (wanted) => parameters.findLast(({ name }) => name === wanted)?.value,
  );
}

function withImage(source: ApplicationSource, watch: Watch, to: ImageRef): ApplicationSource {
  const { keys, image } = watch;
  if (keys.kind === 'kustomize') {
    const images = mergeKustomizeImages(source.kustomize?.images ?? [], { name: keys.name, to });
    return { ...source, kustomize: { ...source.kustomize, images } };
  }
  const parameters = mergeParameters(source.helm?.parameters ?? [], helmValues(keys, image, to));
  return { ...source, helm: { ...source.helm, parameters } };
}

/** As strings, since a tag such as `1.10` would become a number. One that has its value is left as it is. */
function mergeParameters(
  parameters: readonly HelmParameter[],
  values: readonly HelmValue[],
): readonly HelmParameter[] {
  const wanted = new Map(values.map(({ name, value }) => [name, value]));
  const merged = parameters.map((parameter) => {
    const { name = '' } = parameter;
    const value = wanted.get(name);
    if (value === undefined || value === parameter.value) return parameter;
    return { name, value, forceString: true };
  });
  const known = new Set(parameters.map(({ name }) => name));
  const added = values.filter(({ name }) => !known.has(name));
  return [...merged, ...added.map((value) => ({ ...value, forceString: true }))];
}

function patchSource({ path, source, after, listed }: EditedSource): readonly JsonPatchOp[] {
  const edits = [
    ...editList({ path, source, stanza: 'helm', field: 'parameters' }, after.helm?.parameters),
    ...editList({ path, source, stanza: 'kustomize', field: 'images' }, after.kustomize?.images),
  ];
  return edits.length > 0 && listed ? [...identityTests(path, source), ...edits] : edits;
}

/** Sources have no name, so one of several is known by what it points to. */
function identityTests(path: string, source: ApplicationSource): readonly JsonPatchOp[] {
  return (['repoURL', 'path', 'chart'] as const).flatMap((field) => {
    const value = source[field];
    return value === undefined ? [] : [{ op: 'test', path: `${path}/${field}`, value }];
  });
}

function sourceGone(watch: Watch): Result<never> {
  return fail('conflict', {
    what: 'the source to write to is gone',
    where: `Application ${appName(watch.app)}`,
    hint: 'it is looked for anew in the next cycle',
  });
}
