import type { Application, ApplicationSource } from '../../model/application.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import { printable } from '../../model/printable.ts';
import type { Renderer } from './keys.ts';
import { whereApplication } from './settings.ts';

/** The one source of an Application that is written. */
export interface ChosenSource {
  readonly renderer: Renderer;
  readonly source: ApplicationSource;
  /** In `spec.sources`; absent for `spec.source`. */
  readonly index?: number | undefined;
}

interface TypedSource {
  readonly source: ApplicationSource;
  readonly index?: number | undefined;
  /** `Helm`, `Kustomize`, `Directory`, `Plugin`, or `''` while nobody knows. */
  readonly type: string;
}

export interface Wish {
  /** Asked for by the image's keys or the write-back target. */
  readonly renderer?: Renderer | undefined;
  /** A file was named, so what Argo CD makes of the source does not matter. */
  readonly fileNamed: boolean;
}

const TYPES: Readonly<Record<string, Renderer>> = { Helm: 'helm', Kustomize: 'kustomize' };

/**
 * The source to write, as upstream chooses: of the renderer wished for, else of the first that Argo CD
 * reports; a source that already carries overrides for it before one that does not. Sources that only lend
 * files to others (`ref` without a path) render nothing and are never chosen.
 */
export function chooseSource(app: Application, wish: Wish): Result<ChosenSource> {
  const sources = typedSources(app);
  const renderer =
    wish.renderer ?? sources.map(rendererOfType).find((known) => known !== undefined);
  if (renderer === undefined) return notRendered(app, sources);

  const fitting = sources.filter((candidate) => rendererOfType(candidate) === renderer);
  const chosen =
    fitting.find(({ source }) => source[renderer] !== undefined) ??
    fitting[0] ??
    sources.find(({ type }) => type === '' || wish.fileNamed);
  if (chosen === undefined) return notRendered(app, sources, renderer);
  return ok({ renderer, source: chosen.source, index: chosen.index });
}

function typedSources({ spec, status }: Application): readonly TypedSource[] {
  if (spec.sources !== undefined && spec.sources.length > 0) {
    const typed = spec.sources.map((source, index) => {
      return { source, index, type: typeOf(source, status?.sourceTypes?.[index]) };
    });
    return typed.filter(({ source }) => !isRefOnly(source));
  }
  if (spec.source === undefined) return [];
  return [{ source: spec.source, type: typeOf(spec.source, status?.sourceType) }];
}

/** What Argo CD reports; before it did, what the source itself gives away. */
function typeOf(source: ApplicationSource, reported: string | undefined): string {
  if (reported !== undefined && reported !== '') return reported;
  if (source.chart !== undefined || source.helm !== undefined) return 'Helm';
  return source.kustomize === undefined ? '' : 'Kustomize';
}

function isRefOnly({ ref, path, chart }: ApplicationSource): boolean {
  return ref !== undefined && path === undefined && chart === undefined;
}

function rendererOfType({ type }: TypedSource): Renderer | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

function notRendered(
  app: Application,
  sources: readonly TypedSource[],
  wanted?: Renderer,
): Result<never> {
  const types = sources.map(({ type }) => (type === '' ? 'not known yet' : printable(type)));
  return fail('invalid-config', {
    what: `no source is rendered by ${wanted ?? 'Helm or Kustomize'}, so there is nothing to set an image in`,
    where: whereApplication(app),
    found: types.length === 0 ? 'no source' : `source type ${types.join(', ')}`,
    expected: wanted ?? 'Helm or Kustomize',
    hint: types.includes('not known yet')
      ? 'Argo CD reports it after its first comparison'
      : undefined,
  });
}
