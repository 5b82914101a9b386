import { describe, expect, it } from '@jest/globals';
import {
  annotation,
  booleanOf,
  listOf,
  settingsOf,
} from '../../../../src/sources/annotations/settings.ts';
import { application } from '../../../support/applications.ts';

function allowTagsOf(annotations: Record<string, string>, alias = 'back') {
  return settingsOf(application({ annotations }), alias)('allowTags')?.value;
}

describe('settingsOf', () => {
  it.each([
    [{ 'back.allow-tags': ' any ' }, 'any'],
    [{ 'allow-tags': 'any' }, 'any'],
    [{ 'back.allow-tags': 'own', 'allow-tags': 'common' }, 'own'],
    [{ 'other.allow-tags': 'any' }, undefined],
    [{ 'back.allow-tags': '', 'allow-tags': 'common' }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (annotations, expected) => {
    expect(allowTagsOf(annotations)).toBe(expected);
  });

  it('takes only what holds for all images when there is no alias', () => {
    expect(allowTagsOf({ '.allow-tags': 'own', 'allow-tags': 'common' }, '')).toBe('common');
  });

  it('finds the settings of an alias with a slash under an underscore', () => {
    expect(allowTagsOf({ 'org_app.allow-tags': 'own' }, 'org/app')).toBe('own');
  });

  it('takes no setting of a single image from a key for all', () => {
    const app = application({ annotations: { platforms: 'linux/arm64' } });
    expect(settingsOf(app, 'back')('platforms')).toBeUndefined();
  });

  it('says where it was found', () => {
    const app = application({ annotations: { 'allow-tags': 'any' } });
    expect(settingsOf(app, 'back')('allowTags')?.where).toBe(
      'Application argocd/back, annotation argocd-image-updater.argoproj.io/allow-tags',
    );
  });
});

describe('annotation', () => {
  it('copes with an Application that has none', () => {
    const bare = { metadata: { name: 'a', namespace: 'b' }, spec: {} };
    expect(annotation(bare, 'x')).toBeUndefined();
  });
});

describe('listOf', () => {
  it.each([
    [undefined, []],
    ['a', ['a']],
    [' a , ,b,', ['a', 'b']],
  ])('reads %j as %j', (value, expected) => {
    expect(listOf(value === undefined ? undefined : { value, where: '' })).toEqual(expected);
  });
});

describe('booleanOf', () => {
  it.each([
    [undefined, false],
    ['true', true],
    ['T', true],
    ['1', true],
    ['False', false],
    ['0', false],
  ])('reads %s as %s', (value, expected) => {
    const setting = value === undefined ? undefined : { value, where: '' };
    expect(booleanOf(setting)).toEqual({ ok: true, value: expected });
  });

  it.each(['yes', 'tRUE', '2'])('refuses %s', (value) => {
    expect(booleanOf({ value, where: 'here' })).toMatchObject({
      error: { problem: { where: 'here', found: `"${value}"`, expected: 'true or false' } },
    });
  });
});
