import {
  appWideKey,
  IMAGE_SETTINGS,
  type ImageSettingName,
  imageKey,
} from '../../model/annotations.ts';
import type { Application } from '../../model/application.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import { quoted } from '../../model/printable.ts';
import { appName } from '../../model/watch.ts';

/** A value that somebody wrote, and where. */
export interface Setting {
  /** Trimmed, never empty. */
  readonly value: string;
  /** For errors: `Application argocd/back, annotation argocd-image-updater.argoproj.io/back.allow-tags`. */
  readonly where: string;
}

/** Looks up a setting of one image. */
export type Settings = (name: ImageSettingName) => Setting | undefined;

/**
 * The settings of the image with this alias: its own key if there is one, else the key for all images.
 * An own key with an empty value unsets what holds for all.
 */
export function settingsOf(app: Application, alias: string): Settings {
  return (name) => {
    const setting = IMAGE_SETTINGS[name];
    const own = alias === '' ? undefined : annotation(app, imageKey(setting, alias));
    const common = setting.appWide ? annotation(app, appWideKey(setting)) : undefined;
    const found = own ?? common;
    return found === undefined || found.value === '' ? undefined : found;
  };
}

/** An annotation of the Application by its full key, trimmed; its value can be empty. */
export function annotation(app: Application, key: string): Setting | undefined {
  const value = app.metadata.annotations?.[key];
  return value === undefined ? undefined : { value: value.trim(), where: whereIs(app, key) };
}

/** Where an error about an annotation points. */
export function whereIs(app: Application, key: string): string {
  return `${whereApplication(app)}, annotation ${key}`;
}

export function whereApplication({ metadata }: Application): string {
  return `Application ${appName(metadata)}`;
}

/** A comma-separated list without its empty entries. */
export function listOf(setting: Setting | undefined): readonly string[] {
  const entries = setting?.value.split(',') ?? [];
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** A boolean as Go's `strconv.ParseBool` reads it; false when unset. */
export function booleanOf(setting: Setting | undefined): Result<boolean> {
  if (setting === undefined || FALSE.includes(setting.value)) return ok(false);
  if (TRUE.includes(setting.value)) return ok(true);
  return fail('invalid-config', {
    what: 'is neither true nor false',
    where: setting.where,
    found: quoted(setting.value),
    expected: 'true or false',
  });
}
