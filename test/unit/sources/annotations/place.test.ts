import { describe, expect, it } from '@jest/globals';
import { commonOf } from '../../../../src/sources/annotations/common.ts';
import { placeOf } from '../../../../src/sources/annotations/place.ts';
import { settingsOf } from '../../../../src/sources/annotations/settings.ts';
import {
  type ApplicationFields,
  application,
  withImages,
  withParameters,
} from '../../../support/applications.ts';

function place(fields: ApplicationFields) {
  const app = application(fields);
  const common = commonOf(app, { argocdNamespace: 'argocd', defaultPlatforms: [] });
  if (!common.ok) return common.errors.join();
  const image = { registry: 'ghcr.io', repository: 'acme/back' };
  const result = placeOf(app, image, settingsOf(app, 'back'), common.value);
  return result.ok ? result.value : result.error.message;
}

describe('placeOf', () => {
  it('follows the type of the source when the image names no keys', () => {
    expect(place({})).toMatchObject({ keys: { kind: 'helm', name: 'image.name' } });
    expect(place({ sourceType: 'Kustomize' })).toMatchObject({ keys: { kind: 'kustomize' } });
  });

  it('looks for the source that the keys are for', () => {
    const sources = [withParameters({}), withImages([])];
    const sourceTypes = ['Helm', 'Kustomize'];
    const annotations = { 'back.kustomize.image-name': 'back' };
    expect(place({ sources, sourceTypes, annotations })).toEqual({
      keys: { kind: 'kustomize', name: 'back' },
      destination: { method: 'argocd', source: 1 },
    });
  });

  it('lets the write-back target decide whatever the type is', () => {
    const annotations = { 'write-back-method': 'git', 'write-back-target': 'kustomization' };
    expect(place({ sourceType: 'Directory', annotations })).toMatchObject({
      keys: { kind: 'kustomize' },
      destination: { file: { kind: 'kustomization', directory: 'charts/back' } },
    });
  });

  it.each([
    [
      { 'back.helm.image-tag': 'x', 'back.kustomize.image-name': 'y' },
      'for Helm and for Kustomize',
    ],
    [{ 'back.kustomize.image-name': 'y' }, 'no source is rendered by kustomize'],
    [
      {
        'write-back-method': 'git',
        'write-back-target': 'helmvalues',
        'back.kustomize.image-name': 'y',
      },
      'keys for kustomize, but the write-back target is for helm',
    ],
    [
      { 'write-back-method': 'git', 'write-back-target': '/../x.yaml' },
      'leads out of the repository',
    ],
  ])('refuses %j', (annotations, reason) => {
    expect(place({ annotations })).toContain(reason);
  });
});
