import { IMAGE_LIST } from '../../model/annotations.ts';
import { TagboatError } from '../../model/errors.ts';
import { formatImage, imageName } from '../../model/image.ts';
import { appName, type Watch } from '../../model/watch.ts';
import type { Watched } from '../source.ts';

/**
 * Refuses an image that writes to the same value as one before it, which happens when two images of one
 * Application both use the default Helm values: each would undo the other in every cycle. Images that are
 * not live write nothing, so they are in nobody's way.
 */
export function separate(watches: readonly Watch[]): Watched {
  const owners = new Map<string, Watch>();
  const kept: Watch[] = [];
  const problems: TagboatError[] = [];
  for (const watch of watches) {
    const slots = watch.live.length > 0 || watch.forceUpdate ? slotsOf(watch) : [];
    const owner = slots.map((slot) => owners.get(slot)).find((found) => found !== undefined);
    if (owner === undefined) {
      kept.push(watch);
      for (const slot of slots) owners.set(slot, watch);
    } else {
      problems.push(clash(watch, owner));
    }
  }
  return { watches: kept, problems };
}

/** The names that a Watch writes, within its destination. */
function slotsOf({ keys, destination, image }: Watch): readonly string[] {
  const place = JSON.stringify(destination);
  switch (keys.kind) {
    case 'helm':
      return [`${place} ${keys.name}`, `${place} ${keys.tag}`];
    case 'helm-spec':
      return [`${place} ${keys.spec}`];
    case 'kustomize':
      return [`${place} ${keys.name ?? imageName(image)}`];
  }
}

function clash(watch: Watch, owner: Watch): TagboatError {
  const names = watch.keys.kind === 'kustomize' ? 'Kustomize image' : 'Helm value';
  return new TagboatError('invalid-config', {
    what: `would write the same ${names} as ${named(owner)}`,
    where: `Application ${appName(watch.app)}, annotation ${IMAGE_LIST}, ${named(watch)}`,
    expected: 'a value of its own for each image',
    hint: 'set ALIAS.helm.image-name and ALIAS.helm.image-tag, or ALIAS.kustomize.image-name',
  });
}

function named({ alias, image }: Watch): string {
  return alias === '' ? formatImage(image) : `${alias}=${formatImage(image)}`;
}
