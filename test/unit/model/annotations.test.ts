import { describe, expect, it } from '@jest/globals';
import { appWideKey, IMAGE_SETTINGS, imageKey, isOurKey } from '../../../src/model/annotations.ts';

describe('annotation keys', () => {
  it.each([
    ['strategy', 'argocd-image-updater.argoproj.io/back.update-strategy'],
    ['helmTag', 'argocd-image-updater.argoproj.io/back.helm.image-tag'],
    ['calverFormat', 'tagboat.dev/back.calver-format'],
  ] as const)('names %s of an image %s', (setting, key) => {
    expect(imageKey(IMAGE_SETTINGS[setting], 'back')).toBe(key);
  });

  it('writes the slashes of an alias as underscores, since a key has room for one slash only', () => {
    expect(imageKey(IMAGE_SETTINGS.allowTags, 'org/team/app')).toBe(
      'argocd-image-updater.argoproj.io/org_team_app.allow-tags',
    );
  });

  it('names what holds for all images without an alias', () => {
    expect(appWideKey(IMAGE_SETTINGS.allowDowngrade)).toBe('tagboat.dev/allow-downgrade');
  });

  it.each([
    ['argocd-image-updater.argoproj.io/image-list', true],
    ['tagboat.dev/back.extract', true],
    ['argocd.argoproj.io/refresh', false],
    ['argocd-image-updater.argoproj.io.evil/image-list', false],
  ])('tells whether %s is ours: %s', (key, ours) => {
    expect(isOurKey(key)).toBe(ours);
  });

  it.each(['platforms', 'tagMatch', 'helmName', 'helmTag', 'helmSpec', 'kustomizeName'] as const)(
    'lets %s be set for one image only',
    (setting) => {
      expect(IMAGE_SETTINGS[setting].appWide).toBe(false);
    },
  );
});
