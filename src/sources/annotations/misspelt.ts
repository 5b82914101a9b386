import {
  APPLICATION_KEYS,
  appWideKey,
  IMAGE_LIST,
  IMAGE_SETTINGS,
  imageKey,
  isOurKey,
} from '../../model/annotations.ts';
import type { Application } from '../../model/application.ts';
import { TagboatError } from '../../model/errors.ts';
import { didYouMean, nearest } from './nearest.ts';
import { whereIs } from './settings.ts';

/**
 * Annotations under our prefixes that nobody reads, such as `back.alow-tags`: most likely a slip that
 * leaves an image less restricted than its owner thinks. They stop nothing.
 */
export function misspelt(app: Application, aliases: readonly string[]): readonly TagboatError[] {
  const known = knownKeys(aliases);
  return ourKeys(app)
    .filter((key) => !known.has(key))
    .map((key) => unused(app, key, didYouMean(key, known)));
}

/** The same for an Application without an image list: only what was meant to be one counts. */
export function misspeltList(app: Application): readonly TagboatError[] {
  return ourKeys(app)
    .filter((key) => key !== IMAGE_LIST && nearest(key, [IMAGE_LIST]) !== undefined)
    .map((key) => unused(app, key, didYouMean(key, [IMAGE_LIST])));
}

function ourKeys({ metadata }: Application): readonly string[] {
  return Object.keys(metadata.annotations ?? {}).filter(isOurKey);
}

function knownKeys(aliases: readonly string[]): ReadonlySet<string> {
  const settings = Object.values(IMAGE_SETTINGS);
  const appWide = settings.filter((setting) => setting.appWide).map(appWideKey);
  const own = aliases.flatMap((alias) => settings.map((setting) => imageKey(setting, alias)));
  return new Set([...APPLICATION_KEYS, ...appWide, ...own]);
}

function unused(app: Application, key: string, hint: string | undefined): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'the annotation is not used',
    where: whereIs(app, key),
    expected:
      'ALIAS.SETTING with an alias of the image list, or a setting for the whole Application',
    hint,
  });
}
