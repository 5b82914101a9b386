import { describe, expect, it } from '@jest/globals';
import type { Watch } from '../../../../src/model/watch.ts';
import { separate } from '../../../../src/sources/annotations/clashes.ts';
import { watch } from '../../../support/watches.ts';

const FRONT = { registry: 'ghcr.io', repository: 'acme/front' };

function front(fields: Partial<Watch> = {}): Watch {
  return watch({ alias: 'front', image: FRONT, ...fields });
}

describe('separate', () => {
  it.each([
    ['other values', front({ keys: { kind: 'helm', name: 'front.name', tag: 'front.tag' } })],
    ['another source', front({ destination: { method: 'argocd', source: 1 } })],
    ['an image that is not live', front({ live: [] })],
  ])('keeps two images apart that write to %s', (_, other) => {
    expect(separate([watch(), other])).toEqual({ watches: [watch(), other], problems: [] });
  });

  it.each([
    ['the same values', front()],
    ['the same tag', front({ keys: { kind: 'helm', name: 'front.name', tag: 'image.tag' } })],
    ['the same value as a whole', front({ keys: { kind: 'helm-spec', spec: 'image.tag' } })],
  ])('refuses the second of two images that write to %s', (_, other) => {
    const { watches, problems } = separate([watch(), other]);
    expect(watches).toEqual([watch()]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/argocd\/back.*front=ghcr.io\/acme\/front.*back=ghcr.io\/acme\/back/),
    ]);
  });

  it('refuses two images for one Kustomize name', () => {
    const keys = { kind: 'kustomize', name: 'app' } as const;
    expect(separate([watch({ keys }), front({ keys })]).watches).toHaveLength(1);
    expect(
      separate([watch({ keys: { kind: 'kustomize' } }), front({ keys })]).watches,
    ).toHaveLength(2);
  });

  it('counts an image that is forced as live', () => {
    expect(separate([watch(), front({ live: [], forceUpdate: true })]).problems).toHaveLength(1);
  });
});
