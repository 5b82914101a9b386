import { describe, expect, it } from '@jest/globals';
import { type PolicyContext, policyOf } from '../../../../src/sources/annotations/policy.ts';
import { settingsOf } from '../../../../src/sources/annotations/settings.ts';
import { application } from '../../../support/applications.ts';

const PLATFORMS = ['linux/arm64'];

function read(annotations: Record<string, string>, context: Partial<PolicyContext> = {}) {
  const settings = settingsOf(application({ annotations }), 'back');
  return policyOf(settings, { defaultPlatforms: PLATFORMS, ...context });
}

function policy(annotations: Record<string, string>, context: Partial<PolicyContext> = {}) {
  const result = read(annotations, context);
  return result.ok ? result.value.policy : result.error.message;
}

describe('policyOf', () => {
  it('takes semver without limits when nothing is said', () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        policy: { strategy: 'semver', ignoreTags: [], platforms: [], allowDowngrade: false },
        origins: {},
      },
    });
  });

  it('reads everything that can be said, and where it was said', () => {
    const constraint = { value: '^1', where: 'the list' };
    const result = read(
      {
        'back.update-strategy': 'calver',
        'back.allow-tags': 'regexp:^v',
        'back.ignore-tags': 'latest, *-rc*',
        'back.platforms': 'linux/amd64,linux/arm64/v8',
        'tagboat.dev/back.calver-format': 'YYYY.MM.MICRO',
        'tagboat.dev/extract': '(\\d+)',
        'tagboat.dev/back.allow-downgrade': 'true',
      },
      { constraint },
    );
    expect(result.ok && result.value.policy).toEqual({
      strategy: 'calver',
      constraint: '^1',
      allowTags: 'regexp:^v',
      ignoreTags: ['latest', '*-rc*'],
      platforms: ['linux/amd64', 'linux/arm64/v8'],
      format: 'YYYY.MM.MICRO',
      extract: '(\\d+)',
      allowDowngrade: true,
    });
    const here = 'Application argocd/back, annotation';
    expect(result.ok && result.value.origins).toEqual({
      strategy: `${here} argocd-image-updater.argoproj.io/back.update-strategy`,
      constraint: 'the list',
      allowTags: `${here} argocd-image-updater.argoproj.io/back.allow-tags`,
      ignoreTags: `${here} argocd-image-updater.argoproj.io/back.ignore-tags`,
      platforms: `${here} argocd-image-updater.argoproj.io/back.platforms`,
      format: `${here} tagboat.dev/back.calver-format`,
      extract: `${here} tagboat.dev/extract`,
      allowDowngrade: `${here} tagboat.dev/back.allow-downgrade`,
    });
  });

  it.each([
    ['semver', 'semver'],
    ['SemVer', 'semver'],
    ['latest', 'newest-build'],
    ['newest-build', 'newest-build'],
    ['name', 'alphabetical'],
    ['alphabetical', 'alphabetical'],
    ['digest', 'digest'],
    ['numerical', 'numerical'],
  ])('reads the strategy %s as %s', (value, strategy) => {
    expect(policy({ 'update-strategy': value })).toMatchObject({ strategy });
  });

  it.each(['sevmer', 'constructor', 'any'])('refuses the strategy %s', (value) => {
    const message = policy({ 'back.update-strategy': value });
    expect(message).toContain('annotation argocd-image-updater.argoproj.io/back.update-strategy');
    expect(message).toContain(`found "${value}"`);
    expect(message).toContain('expected one of semver, newest-build');
  });

  it('guesses what was meant', () => {
    expect(policy({ 'back.update-strategy': 'sevmer' })).toContain('did you mean semver?');
  });

  it.each([
    [{ 'back.tag-match': 'regexp:^v' }, 'regexp:^v'],
    [{ 'back.tag-match': 'regexp:^v', 'back.allow-tags': 'any' }, 'any'],
    [{ 'back.tag-match': 'regexp:^v', 'allow-tags': 'any' }, 'any'],
    [{ 'tag-match': 'regexp:^v' }, undefined],
  ])('reads the old spelling of allow-tags: %j', (annotations, allowTags) => {
    expect(policy(annotations)).toMatchObject({ allowTags });
  });

  it.each(['newest-build', 'digest'])('gives %s the default platforms', (strategy) => {
    expect(policy({ 'update-strategy': strategy })).toMatchObject({ platforms: PLATFORMS });
  });

  it('leaves the default platforms when the user names some', () => {
    const annotations = { 'update-strategy': 'digest', 'back.platforms': 'linux/s390x' };
    expect(policy(annotations)).toMatchObject({ platforms: ['linux/s390x'] });
  });

  it('refuses an allow-downgrade that is no boolean', () => {
    expect(policy({ 'tagboat.dev/allow-downgrade': 'maybe' })).toContain(
      'tagboat.dev/allow-downgrade',
    );
  });
});
