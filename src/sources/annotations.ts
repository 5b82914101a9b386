import { IMAGE_LIST } from '../model/annotations.ts';
import type { Application } from '../model/application.ts';
import { TagboatError } from '../model/errors.ts';
import { type ImageIdentifier, parseImageList } from '../model/identifier.ts';
import { repositoryOf } from '../model/image.ts';
import type { Watch } from '../model/watch.ts';
import { type All, errorsOf } from './annotations/all.ts';
import { separate } from './annotations/clashes.ts';
import { type AnnotationOptions, type Common, commonOf } from './annotations/common.ts';
import { liveImages } from './annotations/live.ts';
import { placeOf } from './annotations/place.ts';
import { policyOf } from './annotations/policy.ts';
import { pullSecretOf } from './annotations/pull-secret.ts';
import { annotation, booleanOf, settingsOf, whereIs } from './annotations/settings.ts';
import { misspelt, misspeltList, withoutEffect } from './annotations/unused.ts';
import type { Watched } from './source.ts';

/**
 * The Watches that an Application's annotations ask for, upstream's spellings of 0.18 and 1.x alike. What
 * is wrong with one image is a problem that names the key, and never stops the other images; what is wrong
 * with the Application as a whole (its write-back, its sources) stops all of them.
 */
export function watchesOf(app: Application, options: AnnotationOptions): Watched {
  const list = annotation(app, IMAGE_LIST);
  if (list === undefined || list.value === '') return { watches: [], problems: misspeltList(app) };

  const { identifiers, errors } = parseImageList(list.value);
  const aliases = identifiers.map(({ alias }) => alias);
  const written = [
    ...errors.map((error) => below(list.where, error)),
    ...(errors.length > 0 ? [] : misspelt(app, aliases)),
  ];
  const common = commonOf(app, options);
  if (!common.ok) return { watches: [], problems: [...written, ...common.errors] };

  const read = identifiers.map((identifier) => watchOf(app, identifier, common.value));
  const wrong = read.flatMap((one) => (one.ok ? [] : one.errors));
  const { watches, problems } = separate(read.flatMap((one) => (one.ok ? [one.value] : [])));
  const idle = withoutEffect(app, common.value.writeBack);
  return { watches, problems: distinct([...written, ...idle, ...wrong, ...problems]) };
}

function watchOf(app: Application, identifier: ImageIdentifier, common: Common): All<Watch> {
  const { alias, image } = identifier;
  const settings = settingsOf(app, alias);
  const where = whereIs(app, IMAGE_LIST);
  const constraint =
    identifier.constraint === undefined ? undefined : { value: identifier.constraint, where };
  const policy = policyOf(settings, { constraint, defaultPlatforms: common.defaultPlatforms });
  const pullSecret = pullSecretOf(settings('pullSecret'), app.metadata.namespace);
  const forceUpdate = booleanOf(settings('forceUpdate'));
  const place = placeOf(app, image, settings, common);
  if (!(policy.ok && pullSecret.ok && forceUpdate.ok && place.ok)) {
    return { ok: false, errors: errorsOf([policy, pullSecret, forceUpdate, place]) };
  }
  const watch: Watch = {
    app: { namespace: app.metadata.namespace, name: app.metadata.name },
    alias,
    image,
    repository: repositoryOf(image),
    ...policy.value,
    pullSecret: pullSecret.value,
    live: liveImages(common.running, image, place.value.keys),
    forceUpdate: forceUpdate.value,
    ...place.value,
  };
  return { ok: true, value: watch };
}

/** The error, with the annotation in front of the entry it is about. */
function below(where: string, { code, problem, cause }: TagboatError): TagboatError {
  return new TagboatError(code, { ...problem, where: `${where}, ${problem.where}` }, cause);
}

/** Each sentence once: what is wrong with the Application's sources is found for every image. */
function distinct(errors: readonly TagboatError[]): readonly TagboatError[] {
  return [...new Map(errors.map((error) => [error.message, error])).values()];
}
