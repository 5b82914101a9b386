import {
  APPLICATION_KEYS,
  appWideKey,
  GIT_BRANCH,
  GIT_REPOSITORY,
  IMAGE_LIST,
  IMAGE_SETTINGS,
  imageKey,
  isOurKey,
  WRITE_BACK_METHOD,
  WRITE_BACK_TARGET,
} from '../../model/annotations.ts';
import type { Application } from '../../model/application.ts';
import { TagboatError } from '../../model/errors.ts';
import { didYouMean, nearest } from '../../model/nearest.ts';
import { whereIs } from './settings.ts';
import type { WriteBack } from './write-back.ts';

/**
 * Annotations under our prefixes that nobody reads, such as `back.alow-tags`: most likely a slip that
 * leaves an image less restricted than its owner thinks. They stop nothing.
 */
export function misspelt(app: Application, aliases: readonly string[]): readonly TagboatError[] {
  const known = knownKeys(aliases);
  return ourKeys(app)
    .filter((key) => !known.has(key))
    .map((key) => unused(app, key, didYouMean(key, known) ?? EXPECTED));
}

/**
 * Settings of git that mean nothing because changes are written to the Application, as they are unless
 * write-back-method says git.
 */
export function withoutEffect(app: Application, { method }: WriteBack): readonly TagboatError[] {
  if (method === 'git') return [];
  return ourKeys(app)
    .filter((key) => GIT_KEYS.includes(key))
    .map((key) => unused(app, key, `it needs ${WRITE_BACK_METHOD}: git`));
}

/** Of an Application without an image list, what was meant to be one. */
export function misspeltList(app: Application): readonly TagboatError[] {
  return ourKeys(app)
    .filter((key) => key !== IMAGE_LIST && nearest(key, [IMAGE_LIST]) !== undefined)
    .map((key) => unused(app, key, didYouMean(key, [IMAGE_LIST])));
}

const GIT_KEYS: readonly string[] = [WRITE_BACK_TARGET, GIT_BRANCH, GIT_REPOSITORY];
const EXPECTED = 'expected ALIAS.SETTING with an alias of the image list';

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
  const what = 'the annotation is not used';
  return new TagboatError('invalid-config', { what, where: whereIs(app, key), hint });
}
