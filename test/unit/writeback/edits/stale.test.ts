import { describe, expect, it } from '@jest/globals';
import { clearPatch } from '../../../../src/writeback/edits/stale.ts';
import {
  application,
  CHART_IN_GIT,
  withImages,
  withParameters,
} from '../../../support/applications.ts';
import { applied } from '../../../support/json-patch.ts';
import { watch } from '../../../support/watches.ts';

const GIT = watch({
  destination: {
    method: 'git',
    repository: 'https://git.example/ops.git',
    file: { kind: 'helmvalues', path: 'values.yaml' },
    credentials: { kind: 'repocreds' },
  },
});
const STALE = withParameters({
  'image.repository': 'ghcr.io/acme/back',
  x: 'y',
  'image.tag': 'v1',
});

describe('clearPatch', () => {
  it('finds nothing where nothing is overridden', () => {
    expect(clearPatch(application(), [GIT])).toEqual({ removed: [], patch: [] });
    expect(clearPatch({ ...application(), spec: {} }, [GIT])).toEqual({ removed: [], patch: [] });
  });

  it('takes the parameters of the image away and leaves the others', () => {
    const app = application({ source: STALE });
    const { removed, patch } = clearPatch(app, [GIT]);
    expect(removed).toEqual([
      'spec.source.helm.parameters image.repository=ghcr.io/acme/back',
      'spec.source.helm.parameters image.tag=v1',
    ]);
    const after = applied(app, patch);
    expect(after.spec.source).toEqual(withParameters({ x: 'y' }));
    expect(clearPatch(after, [GIT]).patch).toEqual([]);
  });

  it('takes the parameters of several images away in one patch', () => {
    const parameters = { 'image.tag': 'v1', x: 'y', 'worker.tag': 'v1' };
    const app = application({ source: withParameters(parameters) });
    const worker = {
      ...GIT,
      keys: { kind: 'helm', name: 'worker.name', tag: 'worker.tag' },
    } as const;
    const after = applied(app, clearPatch(app, [GIT, worker]).patch);
    expect(after.spec.source).toEqual(withParameters({ x: 'y' }));
  });

  it('looks in every source', () => {
    const app = application({ sources: [CHART_IN_GIT, STALE, STALE] });
    const { removed, patch } = clearPatch(app, [GIT]);
    expect(removed[0]).toBe('spec.sources[1].helm.parameters image.repository=ghcr.io/acme/back');
    expect(removed).toHaveLength(4);
    const after = applied(app, patch);
    expect(after.spec.sources?.[2]).toEqual(withParameters({ x: 'y' }));
  });

  it('takes the Kustomize entry of the image away', () => {
    const app = application({ source: withImages(['nginx:1', 'ghcr.io/acme/back:v1']) });
    const { removed, patch } = clearPatch(app, [watch({ keys: { kind: 'kustomize' } })]);
    expect(removed).toEqual(['spec.source.kustomize.images ghcr.io/acme/back:v1']);
    expect(applied(app, patch)).toEqual(application({ source: withImages(['nginx:1']) }));
  });

  it('takes the parameter with the whole image away', () => {
    const app = application({ source: withParameters({ image: 'ghcr.io/acme/back:v1' }) });
    const spec = watch({ keys: { kind: 'helm-spec', spec: 'image' } });
    expect(clearPatch(app, [spec]).removed).toHaveLength(1);
  });

  it('does not apply when the override has changed meanwhile', () => {
    const { patch } = clearPatch(application({ source: STALE }), [GIT]);
    const now = withParameters({ 'image.repository': 'other', x: 'y', 'image.tag': 'v1' });
    expect(() => applied(application({ source: now }), patch)).toThrow();
  });
});
