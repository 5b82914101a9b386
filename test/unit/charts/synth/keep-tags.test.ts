import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { files } from '../../../../charts/manifests.ts';
import { ownershipLine } from '../../../../charts/owned-text.ts';
import { keepTags } from '../../../../charts/synth/keep-tags.ts';
import { planSynth } from '../../../../charts/synth/plan.ts';
import { tagInKustomization, tagInValues } from '../../../../charts/synth/written-tags.ts';
import { orThrow } from '../../../../src/model/errors.ts';
import { helmvalues } from '../../../../src/writeback/edits/helmvalues.ts';
import { kustomization } from '../../../../src/writeback/edits/kustomization.ts';
import { devEnvironment } from '../../../support/environments.ts';

const BACK = { name: 'back', team: 'web', image: 'ghcr.io/acme/back', initialTag: 'v1.0.0' };
const FRONT = { ...BACK, name: 'front', image: 'ghcr.io/acme/front', format: 'kustomize' as const };
const ENVIRONMENT = devEnvironment({ services: [BACK, FRONT] });
const WANTED = files(ENVIRONMENT, () => '');
const VALUES = 'charts/back/values.yaml';
const OVERLAY = 'kustomize/front/overlays/dev/kustomization.yaml';
const DIGEST = `sha256:${'a'.repeat(64)}`;

function kept(existing: Readonly<Record<string, string>>) {
  return keepTags(ENVIRONMENT, WANTED, new Map(Object.entries(existing)));
}

function text(path: string): string {
  return WANTED.get(path) ?? '';
}

const imageOf = (repository: string) => ({ registry: 'ghcr.io', repository });

/** As the updater writes. */
function written(to: { readonly tag?: string; readonly digest?: string }) {
  const helm = {
    path: VALUES,
    keys: { kind: 'helm', name: 'image.repository', tag: 'image.tag' },
    image: imageOf('acme/back'),
    to: { ...imageOf('acme/back'), ...to },
  } as const;
  const kustomize = {
    path: OVERLAY,
    keys: { kind: 'kustomize' },
    image: imageOf('acme/front'),
    to: { ...imageOf('acme/front'), ...to },
  } as const;
  return {
    [VALUES]: orThrow(helmvalues.write(text(VALUES), [helm])),
    [OVERLAY]: orThrow(kustomization.write(text(OVERLAY), [kustomize])),
  };
}

describe('keepTags', () => {
  it('says the initial tags where there are none yet', () => {
    expect(kept({})).toEqual(WANTED);
    expect(text(VALUES)).toContain('tag: v1.0.0');
  });

  it.each([{ tag: 'v1.0.3' }, { tag: '1.10' }, { tag: 'v2', digest: DIGEST }, { digest: DIGEST }])(
    'leaves the files byte for byte as the updater wrote %j',
    (to) => {
      const existing = written(to);
      expect(existing[VALUES]).not.toBe(text(VALUES));
      const now = kept(existing);
      expect(now.get(VALUES)).toBe(existing[VALUES]);
      expect(now.get(OVERLAY)).toBe(existing[OVERLAY]);
    },
  );

  it('keeps the tag when something else in the file changes', () => {
    const before = written({ tag: 'v1.0.3', digest: DIGEST });
    const more = Object.fromEntries(
      Object.entries(before).map(([path, each]) => [path, `${each}more: {}\n`]),
    );
    const now = kept(more);
    expect(tagInValues(VALUES, now.get(VALUES) ?? '')).toEqual({ tag: `v1.0.3@${DIGEST}` });
    expect(tagInKustomization(OVERLAY, now.get(OVERLAY) ?? '', FRONT.image)).toEqual({
      tag: 'v1.0.3',
      digest: DIGEST,
    });
    expect(`${now.get(VALUES)}${now.get(OVERLAY)}`).not.toContain('more');
  });

  it("takes the tag of Argo CD's override file when the file itself has none", () => {
    const now = kept({
      'charts/back/.argocd-source-back.yaml':
        'helm:\n  parameters:\n  - name: image.tag\n    value: v1.0.9\n    forcestring: true\n',
      'kustomize/front/overlays/dev/.argocd-source-front.yaml': `kustomize:\n  images:\n  - ${FRONT.image}@${DIGEST}\n`,
    });
    expect(now.get(VALUES)).toContain('tag: v1.0.9');
    expect(now.get(OVERLAY)).toContain(`digest: ${DIGEST}`);
    expect(now.get(OVERLAY)).not.toContain('newTag');
  });

  it('makes a file its own although it says the same as one of somebody else', () => {
    const foreign = text(VALUES).replace(ownershipLine('dev'), ownershipLine('prod'));
    expect(kept({ [VALUES]: foreign }).get(VALUES)).toBe(text(VALUES));
  });

  it('never rolls a service back, whatever tag was written', () => {
    const tags = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
    fc.assert(
      fc.property(tags, (tag) => {
        const existing = new Map([...WANTED, ...Object.entries(written({ tag }))]);
        const plan = orThrow(planSynth('dev', keepTags(ENVIRONMENT, WANTED, existing), existing));
        expect([plan.writes.size, plan.removes]).toEqual([0, []]);
      }),
    );
  });
});
