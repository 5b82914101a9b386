import { describe, expect, it } from '@jest/globals';
import { defaultKeys, explicitKeys, rendererOf } from '../../../../src/sources/annotations/keys.ts';
import { settingsOf } from '../../../../src/sources/annotations/settings.ts';
import { application } from '../../../support/applications.ts';

function read(annotations: Record<string, string>) {
  return explicitKeys(settingsOf(application({ annotations }), 'back'));
}

const DEFAULT = { kind: 'helm', name: 'image.name', tag: 'image.tag' };

describe('explicitKeys', () => {
  it.each([
    [{}, undefined],
    [{ 'back.helm.image-name': 'image.repository' }, { ...DEFAULT, name: 'image.repository' }],
    [{ 'back.helm.image-tag': 'version' }, { ...DEFAULT, tag: 'version' }],
    [{ 'back.helm.image-spec': 'image' }, { kind: 'helm-spec', spec: 'image' }],
    [
      { 'back.helm.image-spec': 'image', 'back.helm.image-tag': 'version' },
      { kind: 'helm-spec', spec: 'image' },
    ],
    [{ 'back.kustomize.image-name': 'nginx' }, { kind: 'kustomize', name: 'nginx' }],
    [{ 'helm.image-name': 'x' }, undefined],
  ])('reads %j as %j', (annotations, value) => {
    expect(read(annotations)).toEqual({ ok: true, value });
  });

  it('refuses keys for Helm and for Kustomize on one image', () => {
    const result = read({ 'back.kustomize.image-name': 'nginx', 'back.helm.image-tag': 'tag' });
    expect(result.ok ? '' : result.error.message).toMatch(/kustomize.image-name.*helm.image-tag/s);
  });

  it.each(['nginx:1.2', 'NGINX', 'a b'])('refuses %s as a Kustomize name', (name) => {
    expect(read({ 'back.kustomize.image-name': name }).ok).toBe(false);
  });
});

describe('defaultKeys', () => {
  const image = { registry: '', repository: 'acme/back' };
  const live = { registry: 'docker.io', repository: 'acme/back', tag: '1' };

  it('takes upstream’s values for Helm', () => {
    expect(defaultKeys('helm', image, [])).toEqual(DEFAULT);
  });

  it('takes the image itself for Kustomize', () => {
    expect(defaultKeys('kustomize', image, [{ ...image, tag: '1' }])).toEqual({
      kind: 'kustomize',
    });
    expect(defaultKeys('kustomize', image, [])).toEqual({ kind: 'kustomize' });
  });

  it('takes the spelling of the manifests when it differs, since Kustomize goes by that', () => {
    expect(defaultKeys('kustomize', image, [live])).toEqual({
      kind: 'kustomize',
      name: 'docker.io/acme/back',
    });
  });
});

describe('rendererOf', () => {
  it('tells what reads the keys', () => {
    expect(rendererOf({ kind: 'kustomize' })).toBe('kustomize');
    expect(rendererOf({ kind: 'helm-spec', spec: 'image' })).toBe('helm');
  });
});
