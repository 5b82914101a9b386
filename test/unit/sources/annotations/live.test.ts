import { describe, expect, it } from '@jest/globals';
import { liveImages, parseLive } from '../../../../src/sources/annotations/live.ts';
import { application } from '../../../support/applications.ts';

const HELM = { kind: 'helm', name: 'image.name', tag: 'image.tag' } as const;

function tags(images: readonly string[], name?: string) {
  const image = { registry: 'ghcr.io', repository: 'acme/back' };
  const running = parseLive(application({ images }));
  const keys = name === undefined ? HELM : ({ kind: 'kustomize', name } as const);
  return liveImages(running, image, keys).map(({ tag }) => tag);
}

describe('liveImages', () => {
  it('finds every version that runs, and leaves other images', () => {
    const images = ['ghcr.io/acme/back:v1', 'ghcr.io/acme/back:v2', 'ghcr.io/acme/front:v1'];
    expect(tags(images)).toEqual(['v1', 'v2']);
  });

  it('leaves out what does not parse', () => {
    expect(tags(['%%%', '', 'ghcr.io/acme/back:v1'])).toEqual(['v1']);
  });

  it('looks under the Kustomize name first', () => {
    expect(tags(['ghcr.io/acme/back:v1', 'nginx:v2'], 'nginx')).toEqual(['v2']);
    expect(tags(['ghcr.io/acme/back:v1'], 'nginx')).toEqual(['v1']);
  });

  it('takes Docker Hub by any of its names', () => {
    const running = parseLive(application({ images: ['docker.io/library/nginx:1', 'nginx:2'] }));
    const image = { registry: '', repository: 'nginx' };
    expect(liveImages(running, image, HELM)).toHaveLength(2);
  });

  it('finds nothing where Argo CD reported nothing', () => {
    expect(parseLive({ metadata: { name: 'a', namespace: 'b' }, spec: {} })).toEqual([]);
  });
});
