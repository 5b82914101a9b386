import { describe, expect, it } from '@jest/globals';
import { watchesOf } from '../../../src/sources/annotations.ts';
import {
  type ApplicationFields,
  application,
  CHART_IN_GIT,
  GITOPS,
} from '../../support/applications.ts';

const OPTIONS = { argocdNamespace: 'argocd', defaultPlatforms: ['linux/amd64'] };

function read(fields: ApplicationFields) {
  return watchesOf(application(fields), OPTIONS);
}

function messages(fields: ApplicationFields) {
  return read(fields).problems.map(({ message }) => message);
}

describe('watchesOf', () => {
  it('reads the usual set of annotations', () => {
    const { watches, problems } = read({
      annotations: {
        'image-list': 'back=ghcr.io/acme/back:~1.0',
        'back.update-strategy': 'semver',
        'back.allow-tags': 'regexp:^v\\d+\\.\\d+\\.\\d+$',
        'back.helm.image-name': 'image.repository',
        'back.helm.image-tag': 'image.tag',
        'write-back-method': 'argocd',
        'back.pull-secret': 'secret:argocd/ghcr#creds',
        'back.force-update': 'true',
      },
    });
    expect(problems).toEqual([]);
    const here = 'Application argocd/back, annotation argocd-image-updater.argoproj.io';
    expect(watches).toEqual([
      {
        app: { namespace: 'argocd', name: 'back' },
        alias: 'back',
        image: { registry: 'ghcr.io', repository: 'acme/back' },
        repository: { registry: 'ghcr.io', path: 'acme/back' },
        policy: {
          strategy: 'semver',
          constraint: '~1.0',
          allowTags: 'regexp:^v\\d+\\.\\d+\\.\\d+$',
          ignoreTags: [],
          platforms: [],
          allowDowngrade: false,
        },
        pullSecret: { kind: 'secret', namespace: 'argocd', name: 'ghcr', field: 'creds' },
        live: [{ registry: 'ghcr.io', repository: 'acme/back', tag: 'v1.0.2' }],
        forceUpdate: true,
        keys: { kind: 'helm', name: 'image.repository', tag: 'image.tag' },
        destination: { method: 'argocd' },
        origins: {
          strategy: `${here}/back.update-strategy`,
          constraint: `${here}/image-list`,
          allowTags: `${here}/back.allow-tags`,
        },
      },
    ]);
  });

  it('reads an image without an alias by the settings for all', () => {
    const annotations = { 'image-list': 'nginx', 'update-strategy': 'latest' };
    expect(read({ annotations }).watches).toMatchObject([
      {
        alias: '',
        repository: { registry: 'docker.io', path: 'library/nginx' },
        policy: { strategy: 'newest-build', platforms: ['linux/amd64'] },
        live: [],
      },
    ]);
  });

  it.each<Record<string, string>>([{}, { 'image-list': '  ' }])(
    'watches nothing for %j',
    (annotations) => {
      expect(read({ annotations })).toEqual({ watches: [], problems: [] });
    },
  );

  it('reports what was meant to be an image list', () => {
    expect(messages({ annotations: { 'image-lists': 'nginx' } })).toHaveLength(1);
  });

  it.each([
    ['a bad entry', { 'image-list': 'back=ghcr.io/acme/back,bad=UPPER/case' }, 'bad=UPPER/case'],
    ['a bad strategy', { 'bad.update-strategy': 'sevmer' }, 'did you mean semver?'],
    ['a bad Secret', { 'bad.pull-secret': 'secret:nothing' }, 'bad.pull-secret'],
    ['a bad boolean', { 'bad.force-update': 'ja' }, 'bad.force-update'],
    [
      'keys of two kinds',
      { 'bad.helm.image-tag': 'x', 'bad.kustomize.image-name': 'y' },
      'Kustomize',
    ],
  ])('never lets one image with %s stop the other', (_, annotations, reason) => {
    const list = { 'image-list': 'back=ghcr.io/acme/back,bad=ghcr.io/acme/bad' };
    const { watches, problems } = read({ annotations: { ...list, ...annotations } });
    expect(watches.map(({ alias }) => alias)).toEqual(['back']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Application argocd\/back, annotation argocd-image-updater.argoproj.io/,
      ),
    ]);
    expect(problems[0]?.message).toContain(reason);
  });

  it('reports everything that is wrong with an image at once', () => {
    const annotations = {
      'image-list': 'back=ghcr.io/acme/back',
      'back.update-strategy': 'x',
      'back.force-update': 'x',
      'back.pull-secret': 'x',
    };
    expect(messages({ annotations })).toHaveLength(3);
  });

  it('reports a setting that nobody reads, and watches the image all the same', () => {
    const annotations = { 'image-list': 'back=ghcr.io/acme/back', 'back.alow-tags': 'any' };
    expect(read({ annotations }).watches).toHaveLength(1);
    expect(messages({ annotations })).toEqual([expect.stringContaining('back.allow-tags?')]);
  });

  it('takes no settings of an entry that does not parse for misspelt ones', () => {
    const annotations = { 'image-list': 'bad=UPPER/case', 'bad.allow-tags': 'any' };
    expect(messages({ annotations })).toHaveLength(1);
  });

  it('says once what is wrong with the Application as a whole', () => {
    const annotations = { 'image-list': 'a=ghcr.io/acme/a,b=ghcr.io/acme/b' };
    expect(messages({ annotations, sourceType: 'Directory' })).toEqual([
      expect.stringContaining('found source type Directory'),
    ]);
    const git = { ...annotations, 'write-back-method': 'svn' };
    expect(read({ annotations: git })).toMatchObject({ watches: [], problems: [{}] });
  });

  it('refuses the second of two images that would write the same values', () => {
    const annotations = { 'image-list': 'a=ghcr.io/acme/a,b=ghcr.io/acme/b' };
    const images = ['ghcr.io/acme/a:1', 'ghcr.io/acme/b:1'];
    const { watches, problems } = read({ annotations, images });
    expect(watches.map(({ alias }) => alias)).toEqual(['a']);
    expect(problems).toHaveLength(1);
  });

  it('writes to git, to the source that carries the image', () => {
    const sources = [{ repoURL: GITOPS, ref: 'values' }, CHART_IN_GIT];
    const annotations = { 'image-list': 'back=ghcr.io/acme/back', 'write-back-method': 'git' };
    const app = { sources, sourceTypes: ['', 'Helm'], annotations, namespace: 'team' };
    expect(read(app).watches).toMatchObject([
      {
        destination: {
          method: 'git',
          repository: GITOPS,
          branch: 'main',
          file: { kind: 'argocd-source', path: 'charts/back/.argocd-source-team_back.yaml' },
        },
      },
    ]);
  });

  it('copes with any value of any annotation', () => {
    const keys = [
      'image-list',
      'write-back-method',
      'write-back-target',
      'git-branch',
      'back.extract',
    ];
    for (const key of keys) {
      for (const value of ['\u001b[31m', ',,,', '=', ':', '../..', 'a'.repeat(10_000), '{{']) {
        const annotations = {
          'image-list': 'back=ghcr.io/acme/back',
          'write-back-method': 'git',
          [key]: value,
        };
        for (const message of messages({ annotations })) {
          expect(message).not.toContain('\u001b');
          expect(message.length).toBeLessThan(2000);
        }
      }
    }
  });
});
