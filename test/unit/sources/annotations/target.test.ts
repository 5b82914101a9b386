import { describe, expect, it } from '@jest/globals';
import {
  fileOf,
  parseTarget,
  rendererOfTarget,
} from '../../../../src/sources/annotations/target.ts';

function file(value: string | undefined, sourcePath = 'charts/back', namespace = 'argocd') {
  const target = parseTarget(value === undefined ? undefined : { value, where: 'here' });
  if (!target.ok) return target.error;
  const context = { app: { namespace, name: 'back' }, argocdNamespace: 'argocd', sourcePath };
  const result = fileOf(target.value, context);
  return result.ok ? result.value : result.error;
}

describe('the file of a write-back target', () => {
  it.each([
    [undefined, { kind: 'argocd-source', path: 'charts/back/.argocd-source-back.yaml' }],
    ['', { kind: 'argocd-source', path: 'charts/back/.argocd-source-back.yaml' }],
    ['kustomization', { kind: 'kustomization', directory: 'charts/back' }],
    [
      'kustomization:overlays/prod',
      { kind: 'kustomization', directory: 'charts/back/overlays/prod' },
    ],
    ['kustomization:../other', { kind: 'kustomization', directory: 'charts/other' }],
    ['kustomization:/', { kind: 'kustomization', directory: '' }],
    ['kustomization:/overlays/prod/', { kind: 'kustomization', directory: 'overlays/prod' }],
    ['helmvalues', { kind: 'helmvalues', path: 'charts/back/values.yaml' }],
    ['helmvalues:', { kind: 'helmvalues', path: 'charts/back/values.yaml' }],
    ['helmvalues:values-prod.yaml', { kind: 'helmvalues', path: 'charts/back/values-prod.yaml' }],
    ['helmvalues:/env/prod.yaml', { kind: 'helmvalues', path: 'env/prod.yaml' }],
    ['helmvalues:../../env/prod.yaml', { kind: 'helmvalues', path: 'env/prod.yaml' }],
    ['env/prod.yaml', { kind: 'helmvalues', path: 'env/prod.yaml' }],
    ['./env//prod.yml', { kind: 'helmvalues', path: 'env/prod.yml' }],
    ['env/.argocd-source-x.yaml', { kind: 'argocd-source', path: 'env/.argocd-source-x.yaml' }],
  ])('is, for %j, %j', (value, expected) => {
    expect(file(value)).toEqual(expected);
  });

  it('is named with the namespace where that is not Argo CD’s own', () => {
    expect(file(undefined, '.', 'team')).toEqual({
      kind: 'argocd-source',
      path: '.argocd-source-team_back.yaml',
    });
  });

  it.each([
    'helmvalues:../../../etc/values.yaml',
    'helmvalues:/../values.yaml',
    '../values.yaml',
    'kustomization:../../..',
  ])('never leaves the repository: %s', (value) => {
    expect(file(value)).toMatchObject({ code: 'refused', problem: { where: 'here' } });
  });

  it('never leaves it through the path of the source', () => {
    expect(file(undefined, '../..')).toMatchObject({ code: 'refused' });
  });

  it.each(['values.txt', 'kustomize', 'helmvalues\\x', 'a\nb.yaml', 'deploy/'])(
    'refuses %j',
    (value) => {
      expect(file(value)).toMatchObject({ code: 'invalid-config', problem: { where: 'here' } });
    },
  );

  it('says how to name a kustomization', () => {
    expect(file('overlays/prod/kustomization.yaml')).toMatchObject({
      problem: { hint: 'write kustomization:/overlays/prod' },
    });
  });
});

describe('rendererOfTarget', () => {
  it('is open for Argo CD’s own file', () => {
    expect(rendererOfTarget({ kind: 'argocd-source', where: '' })).toBeUndefined();
    expect(rendererOfTarget({ kind: 'helmvalues', path: 'x', where: '' })).toBe('helm');
    expect(rendererOfTarget({ kind: 'kustomization', path: '', where: '' })).toBe('kustomize');
  });
});
