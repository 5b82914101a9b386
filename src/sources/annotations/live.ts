import type { Application } from '../../model/application.ts';
import { type ImageRef, parseImage, sameImage } from '../../model/image.ts';
import type { ManifestKeys } from '../../model/watch.ts';

/** The images that Argo CD saw in the Application's resources; what does not parse is left out. */
export function parseLive({ status }: Application): readonly ImageRef[] {
  return (status?.summary?.images ?? []).flatMap((text) => {
    const image = parseImage(text);
    return image.ok ? [image.value] : [];
  });
}

/** Those that are versions of the image: under its Kustomize name first, as upstream looks, else its own. */
export function liveImages(
  running: readonly ImageRef[],
  image: ImageRef,
  keys: ManifestKeys,
): readonly ImageRef[] {
  const name = keys.kind === 'kustomize' ? keys.name : undefined;
  const named = name === undefined ? undefined : parseImage(name);
  const renamed = named?.ok ? running.filter((live) => sameImage(live, named.value)) : [];
  return renamed.length > 0 ? renamed : running.filter((live) => sameImage(live, image));
}
