import { describe, expect, it } from '@jest/globals';
import type { ImageRef } from '../../../src/model/image.ts';
import type { Selection, Verdict } from '../../../src/model/verdict.ts';
import { currentImages, decide, skipNotLive } from '../../../src/plan/decide.ts';
import { SEMVER, watch } from '../../support/watches.ts';

const IMAGE = { registry: 'ghcr.io', repository: 'acme/back' };
const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER_DIGEST = `sha256:${'2'.repeat(64)}`;

function picked(tag: string, digest?: string): Selection {
  const verdict: Verdict = { tag, code: 'taken', reason: 'highest' };
  return { kind: 'decided', pick: { tag, digest }, verdicts: [verdict] };
}

describe('decide', () => {
  it.each<[string, ImageRef | undefined, string, string]>([
    [
      'changes what is written when the pick is another tag',
      { ...IMAGE, tag: 'v1.0.2' },
      'v1.0.3',
      'change',
    ],
    ['leaves alone what is written already', { ...IMAGE, tag: 'v1.0.3' }, 'v1.0.3', 'current'],
    ['believes what is written, not what is live', { ...IMAGE, tag: 'v1.0.1' }, 'v1.0.2', 'change'],
    ['takes the live image for current when nothing is written', undefined, 'v1.0.2', 'current'],
    ['writes a first time when live is older', undefined, 'v1.0.3', 'change'],
    [
      'corrects the name of another repository',
      { ...IMAGE, repository: 'acme/old', tag: 'v1.0.3' },
      'v1.0.3',
      'change',
    ],
    [
      'drops a digest that would pin the same tag',
      { ...IMAGE, digest: DIGEST },
      'v1.0.3',
      'change',
    ],
  ])('%s', (_, written, tag, kind) => {
    expect(decide(watch(), picked(tag), written).kind).toBe(kind);
  });

  it('writes the image as the user spelt it, with the tag taken', () => {
    const image = { registry: '', repository: 'nginx' };
    const decision = decide(watch({ image, live: [] }), picked('1.2'), undefined);
    expect(decision).toMatchObject({ change: { to: { ...image, tag: '1.2' }, from: undefined } });
  });

  it('pins no digest unless the strategy is digest', () => {
    const decision = decide(watch(), picked('v1.0.3', DIGEST), undefined);
    expect(decision).toMatchObject({ change: { to: { tag: 'v1.0.3', digest: undefined } } });
  });

  it.each([
    [DIGEST, 'current'],
    [OTHER_DIGEST, 'change'],
  ])('compares digests when the strategy is digest: %s', (digest, kind) => {
    const following = watch({ policy: { ...SEMVER, strategy: 'digest', constraint: 'main' } });
    const written = { ...IMAGE, tag: 'main', digest: DIGEST };
    expect(decide(following, picked('main', digest), written).kind).toBe(kind);
  });

  it.each<[string, Selection, string, string]>([
    [
      'no tag passes',
      { kind: 'decided', pick: undefined, verdicts: [refused('not-allowed')] },
      'nothing-allowed',
      'none of 1 tags passes the policy',
    ],
    [
      'there are no tags',
      { kind: 'decided', pick: undefined, verdicts: [] },
      'nothing-allowed',
      'the repository has no tags',
    ],
    [
      'the list came back shorter',
      { kind: 'decided', pick: undefined, verdicts: [refused('downgrade')] },
      'downgrade',
      'v1.0.1 is refused',
    ],
    ['the registry is silent', { kind: 'unknown', reason: 'timed out' }, 'unknown', 'timed out'],
  ])('skips when %s', (_, selection, code, reason) => {
    expect(decide(watch(), selection, undefined)).toMatchObject({ kind: 'skip', code, reason });
  });
});

function refused(code: Verdict['code']): Verdict {
  return { tag: 'v1.0.1', code, reason: 'refused' };
}

describe('skipNotLive', () => {
  it('skips an image that the Application does not run', () => {
    expect(skipNotLive(watch({ live: [] }))).toMatchObject({ kind: 'skip', code: 'not-live' });
  });

  it('goes on when it is live, or forced', () => {
    expect(skipNotLive(watch())).toBeUndefined();
    expect(skipNotLive(watch({ live: [], forceUpdate: true }))).toBeUndefined();
  });
});

describe('currentImages', () => {
  it('is what is written, else all that is live', () => {
    const live = [
      { ...IMAGE, tag: 'v1.0.2' },
      { ...IMAGE, tag: 'v1.0.3' },
    ];
    expect(currentImages(watch({ live }), undefined)).toEqual(live);
    expect(currentImages(watch({ live }), { ...IMAGE, tag: 'v1' })).toEqual([
      { ...IMAGE, tag: 'v1' },
    ]);
  });
});
