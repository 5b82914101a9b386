import { describe, expect, it } from '@jest/globals';
import {
  misspelt,
  misspeltList,
  withoutEffect,
} from '../../../../src/sources/annotations/unused.ts';
import { application } from '../../../support/applications.ts';

function problems(annotations: Record<string, string>, aliases = ['back']) {
  return misspelt(application({ annotations }), aliases).map(({ problem }) => problem);
}

describe('misspelt', () => {
  it('is silent about what is read', () => {
    const annotations = {
      'image-list': 'x',
      'write-back-method': 'git',
      'back.allow-tags': 'any',
      'allow-tags': 'any',
      'tagboat.dev/back.extract': 'x',
      'org_app.update-strategy': 'semver',
      'argocd.argoproj.io/refresh': 'normal',
    };
    expect(problems(annotations, ['back', 'org/app'])).toEqual([]);
  });

  it.each([
    ['back.alow-tags', 'back.allow-tags'],
    ['bakc.allow-tags', 'back.allow-tags'],
    ['back.helm.image-tags', 'back.helm.image-tag'],
    ['write-back-metod', 'write-back-method'],
  ])('reports %s and asks whether %s was meant', (key, meant) => {
    const prefix = 'argocd-image-updater.argoproj.io/';
    expect(problems({ [key]: 'any' })).toEqual([
      expect.objectContaining({
        what: 'the annotation is not used',
        where: `Application argocd/back, annotation ${prefix}${key}`,
        hint: `did you mean ${prefix}${meant}?`,
      }),
    ]);
  });

  it('reports a setting of one image that is given for all', () => {
    expect(problems({ platforms: 'linux/arm64' })).toHaveLength(1);
  });
});

describe('misspeltList', () => {
  it('reports what was meant to be the image list', () => {
    const [problem] = misspeltList(application({ annotations: { 'images-list': 'x' } }));
    expect(problem?.message).toContain('did you mean argocd-image-updater.argoproj.io/image-list?');
  });

  it('is silent about other settings, which templates leave on many Applications', () => {
    const annotations = { 'back.allow-tags': 'any', 'write-back-method': 'git' };
    expect(misspeltList(application({ annotations }))).toEqual([]);
  });
});

describe('withoutEffect', () => {
  const app = application({ annotations: { 'image-list': 'x', 'git-branch': 'main' } });

  it('reports settings of git while changes are written to the Application', () => {
    expect(withoutEffect(app, { method: 'argocd' }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/git-branch.*not used.*write-back-method: git/),
    ]);
  });

  it('is silent where they are used', () => {
    const target = { kind: 'argocd-source', where: '' } as const;
    const git = { method: 'git', credentials: { kind: 'repocreds' }, target } as const;
    expect(withoutEffect(app, git)).toEqual([]);
  });
});
