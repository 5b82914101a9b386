import { describe, expect, it } from '@jest/globals';
import type { Application, ApplicationSource } from '../../../../src/model/application.ts';
import { destinationOf } from '../../../../src/sources/annotations/destination.ts';
import type { WriteBack } from '../../../../src/sources/annotations/write-back.ts';
import { application, CHART_IN_GIT, GITOPS } from '../../../support/applications.ts';

type GitWriteBack = WriteBack & { readonly method: 'git' };

const GIT: GitWriteBack = {
  method: 'git',
  credentials: { kind: 'repocreds' },
  target: { kind: 'argocd-source', where: '' },
};
const VALUES: GitWriteBack = { ...GIT, target: { kind: 'helmvalues', path: '/v.yaml', where: '' } };
const CHART: ApplicationSource = {
  repoURL: 'https://charts.example',
  chart: 'back',
  targetRevision: '1.2.*',
};
const LENT: ApplicationSource = { repoURL: GITOPS, ref: 'values', targetRevision: 'prod' };

function at(app: Application, writeBack: WriteBack, source: ApplicationSource, index?: number) {
  const result = destinationOf(app, 'argocd', writeBack, { renderer: 'helm', source, index });
  return result.ok ? result.value : result.error.message;
}

function inGit(writeBack: GitWriteBack, source: ApplicationSource) {
  return at(application({ source }), writeBack, source);
}

describe('destinationOf', () => {
  it('is the chosen source of the Application', () => {
    expect(at(application(), { method: 'argocd' }, CHART_IN_GIT, 2)).toEqual({
      method: 'argocd',
      source: 2,
    });
  });

  it('is a file on the branch that Argo CD follows', () => {
    expect(inGit(GIT, CHART_IN_GIT)).toEqual({
      method: 'git',
      repository: GITOPS,
      branch: 'main',
      file: { kind: 'argocd-source', path: 'charts/back/.argocd-source-back.yaml' },
      credentials: { kind: 'repocreds' },
    });
  });

  it.each([undefined, '', 'HEAD'])('is the default branch for targetRevision %s', (revision) => {
    expect(inGit(GIT, { ...CHART_IN_GIT, targetRevision: revision })).toMatchObject({
      branch: undefined,
    });
  });

  it('is the branch that was named', () => {
    const source = { ...CHART_IN_GIT, targetRevision: 'a'.repeat(40) };
    expect(inGit({ ...GIT, branch: 'main' }, source)).toMatchObject({ branch: 'main' });
  });

  it('refuses a revision that is no branch', () => {
    const message = inGit(GIT, { ...CHART_IN_GIT, targetRevision: 'a'.repeat(40) });
    expect(message).toContain('Application argocd/back, targetRevision');
    expect(message).toContain('git-branch');
  });

  it('follows the same branch through another URL of the same repository', () => {
    const repository = { value: 'git@git.example:acme/gitops', where: '' };
    expect(inGit({ ...GIT, repository }, CHART_IN_GIT)).toMatchObject({
      repository: 'git@git.example:acme/gitops',
      branch: 'main',
    });
  });

  it('takes the branch from the source of the repository that is written', () => {
    const app = application({ sources: [CHART, LENT] });
    const repository = { value: GITOPS, where: '' };
    expect(at(app, { ...VALUES, repository }, CHART, 0)).toMatchObject({
      repository: GITOPS,
      branch: 'prod',
      file: { kind: 'helmvalues', path: 'v.yaml' },
    });
  });

  it('never takes the version of a chart for a branch', () => {
    const repository = { value: 'https://git.example/other.git', where: '' };
    expect(inGit({ ...VALUES, repository }, CHART)).toMatchObject({ branch: undefined });
  });

  it.each([CHART, { repoURL: 'oci://ghcr.io/acme/charts/back', path: '.' }])(
    'has nowhere to commit for %j',
    (source) => {
      expect(inGit(GIT, source)).toMatch(/nothing to commit to.*git-repository/);
    },
  );

  it('writes no override file that Argo CD would not read', () => {
    const repository = { value: GITOPS, where: '' };
    expect(inGit({ ...GIT, repository }, CHART)).toContain('write-back-target');
  });

  it('refuses a URL that is no repository, and a path that leads out of it', () => {
    expect(inGit(GIT, { ...CHART_IN_GIT, repoURL: 'ext::sh' })).toContain('repoURL');
    expect(inGit(GIT, { ...CHART_IN_GIT, path: '../..' })).toContain('leads out of the repository');
  });
});
