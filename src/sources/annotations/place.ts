import type { Application } from '../../model/application.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import type { ImageRef } from '../../model/image.ts';
import type { Watch } from '../../model/watch.ts';
import type { Common } from './common.ts';
import { destinationOf } from './destination.ts';
import { defaultKeys, explicitKeys, type Renderer, rendererOf } from './keys.ts';
import { type Settings, whereApplication } from './settings.ts';
import { chooseSource, type Wish } from './source.ts';
import { rendererOfTarget } from './target.ts';
import type { WriteBack } from './write-back.ts';

export type Place = Pick<Watch, 'keys' | 'destination'>;

/** Where an image is written, and under which names. */
export function placeOf(
  app: Application,
  image: ImageRef,
  settings: Settings,
  { writeBack, argocdNamespace, running }: Common,
): Result<Place> {
  const explicit = explicitKeys(settings);
  if (!explicit.ok) return explicit;
  const wish = wishOf(app, writeBack, explicit.value && rendererOf(explicit.value));
  if (!wish.ok) return wish;
  const chosen = chooseSource(app, wish.value);
  if (!chosen.ok) return chosen;
  const destination = destinationOf(app, argocdNamespace, writeBack, chosen.value);
  if (!destination.ok) return destination;
  const keys = explicit.value ?? defaultKeys(chosen.value.renderer, image, running);
  return ok({ keys, destination: destination.value });
}

/** The renderer that the keys or the write-back target ask for. */
function wishOf(
  app: Application,
  writeBack: WriteBack,
  ofKeys: Renderer | undefined,
): Result<Wish> {
  const target = writeBack.method === 'git' ? writeBack.target : undefined;
  const ofTarget = target && rendererOfTarget(target);
  if (ofKeys !== undefined && ofTarget !== undefined && ofKeys !== ofTarget) {
    return fail('invalid-config', {
      what: `the image has keys for ${ofKeys}, but the write-back target is for ${ofTarget}`,
      where: target?.where ?? whereApplication(app),
      expected: 'keys and target for the same',
    });
  }
  return ok({ renderer: ofTarget ?? ofKeys, fileNamed: ofTarget !== undefined });
}
