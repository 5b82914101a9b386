import { posix } from 'node:path';
import { fail, ok, type Result } from '../../model/errors.ts';
import { quoted } from '../../model/printable.ts';
import type { AppKey, FileTarget } from '../../model/watch.ts';
import type { Renderer } from './keys.ts';
import type { Setting } from './settings.ts';

/** What `write-back-target` says. A path that starts with `/` begins at the repository's root. */
export type Target =
  /** Argo CD's override file, at `path` if one was named */
  | { readonly kind: 'argocd-source'; readonly path?: string | undefined; readonly where: string }
  | { readonly kind: 'kustomization'; readonly path: string; readonly where: string }
  | { readonly kind: 'helmvalues'; readonly path: string; readonly where: string };

const EXPECTED =
  'kustomization[:DIRECTORY], helmvalues[:FILE], the path of a .yaml file of Helm values, or nothing for .argocd-source-APP.yaml';

/** Upstream's rules: a bare path begins at the root and is Helm values, unless its name says otherwise. */
export function parseTarget(setting: Setting | undefined): Result<Target> {
  if (setting === undefined || setting.value === '') {
    return ok({ kind: 'argocd-source', where: 'the default write-back target' });
  }
  const { value, where } = setting;
  if (/[\p{Cc}\\]/u.test(value)) return unreadable(setting);
  const [, kind, path] = /^(kustomization|helmvalues)(?::(.*))?$/.exec(value) ?? [];
  if (kind === 'kustomization') return ok({ kind, path: path ?? '', where });
  if (kind === 'helmvalues') return ok({ kind, path: path || 'values.yaml', where });
  return barePath(setting);
}

function barePath(setting: Setting): Result<Target> {
  const { value, where } = setting;
  const name = posix.basename(value);
  const path = value.startsWith('/') ? value : `/${value}`;
  if (name.startsWith('.argocd-source-')) return ok({ kind: 'argocd-source', path, where });
  if (/^kustomization\.ya?ml$/i.test(name)) {
    const hint = `write kustomization:${posix.dirname(path)}`;
    return unreadable(setting, hint);
  }
  if (!/\.ya?ml$/.test(name)) return unreadable(setting);
  return ok({ kind: 'helmvalues', path, where });
}

function unreadable({ value, where }: Setting, hint?: string): Result<never> {
  return fail('invalid-config', {
    what: 'is not a write-back target',
    where,
    found: quoted(value),
    expected: EXPECTED,
    hint,
  });
}

/** What a target is for, when it is for one renderer only. */
export function rendererOfTarget(target: Target): Renderer | undefined {
  if (target.kind === 'argocd-source') return undefined;
  return target.kind === 'kustomization' ? 'kustomize' : 'helm';
}

export interface TargetContext {
  readonly app: AppKey;
  readonly argocdNamespace: string;
  /** The path of the Application's source; `''` is the root. */
  readonly sourcePath: string;
}

/** The file to write. @returns `refused` when the path leads out of the repository */
export function fileOf(target: Target, context: TargetContext): Result<FileTarget> {
  const wanted =
    target.kind === 'argocd-source' ? (target.path ?? overrideFile(context)) : target.path;
  const path = inside(context.sourcePath, wanted);
  if (path === undefined) {
    return fail('refused', {
      what: 'the path leads out of the repository',
      where: target.where,
      found: quoted(posix.join(context.sourcePath, wanted)),
      expected: 'a path below the root of the repository',
    });
  }
  if (target.kind === 'kustomization') return ok({ kind: target.kind, directory: path });
  return ok({ kind: target.kind, path });
}

/** Named as Argo CD's repo-server looks for it: with the namespace when it is not Argo CD's own. */
function overrideFile({ app, argocdNamespace }: TargetContext): string {
  const prefix = app.namespace === argocdNamespace ? '' : `${app.namespace}_`;
  return `.argocd-source-${prefix}${app.name}.yaml`;
}

/** The path from the root, `/` separated, without `.` and `..`; undefined when it leads above the root. */
function inside(directory: string, path: string): string | undefined {
  const wanted = path.startsWith('/') ? path : `${directory}/${path}`;
  const joined = posix.normalize(`./${wanted}`).replace(/\/$/, '');
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return joined === '.' ? '' : joined;
}
