import { fail, ok, type Result } from '../../model/errors.ts';
import { formatImage, type ImageRef, imageName, parseImage, sameImage } from '../../model/image.ts';
import { quoted } from '../../model/printable.ts';
import type { ManifestKeys } from '../../model/watch.ts';
import type { Setting, Settings } from './settings.ts';

/** What renders the manifests. */
export type Renderer = 'helm' | 'kustomize';

export function rendererOf(keys: ManifestKeys): Renderer {
  return keys.kind === 'kustomize' ? 'kustomize' : 'helm';
}

/** The keys that the annotations name, or undefined when they name none. */
export function explicitKeys(settings: Settings): Result<ManifestKeys | undefined> {
  const spec = settings('helmSpec');
  const name = settings('helmName');
  const tag = settings('helmTag');
  const kustomize = settings('kustomizeName');
  const helm = spec ?? name ?? tag;
  if (kustomize !== undefined && helm !== undefined) return bothKinds(kustomize, helm);
  if (kustomize !== undefined) return kustomizeKeys(kustomize);
  if (spec !== undefined) return ok({ kind: 'helm-spec', spec: spec.value });
  return ok(helm === undefined ? undefined : helmKeys(name?.value, tag?.value));
}

/**
 * The keys when the annotations name none: upstream's default Helm values; for Kustomize the image itself,
 * in the spelling of the manifests, since Kustomize finds images by their spelling.
 */
export function defaultKeys(
  renderer: Renderer,
  image: ImageRef,
  running: readonly ImageRef[],
): ManifestKeys {
  if (renderer === 'helm') return helmKeys(undefined, undefined);
  const spelled = running.find((live) => sameImage(live, image));
  if (spelled === undefined || imageName(spelled) === imageName(image))
    return { kind: 'kustomize' };
  return { kind: 'kustomize', name: imageName(spelled) };
}

function helmKeys(name = 'image.name', tag = 'image.tag'): ManifestKeys {
  return { kind: 'helm', name, tag };
}

function kustomizeKeys({ value, where }: Setting): Result<ManifestKeys> {
  const image = parseImage(value);
  if (image.ok && formatImage(image.value) === imageName(image.value)) {
    return ok({ kind: 'kustomize', name: value });
  }
  return fail('invalid-config', {
    what: 'is not the name of an image',
    where,
    found: quoted(value),
    expected: 'the image as the manifests name it, without tag and digest',
  });
}

function bothKinds(kustomize: Setting, helm: Setting): Result<never> {
  return fail('invalid-config', {
    what: 'the image has keys for Helm and for Kustomize, so it is not clear where to write it',
    where: kustomize.where,
    found: `also ${helm.where}`,
    expected: 'keys for one of them',
  });
}
