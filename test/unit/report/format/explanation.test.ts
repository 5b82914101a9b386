import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../../src/model/errors.ts';
import type { Decision } from '../../../../src/model/plan.ts';
import type { FileTarget } from '../../../../src/model/watch.ts';
import { explanationLines } from '../../../../src/report/format/explanation.ts';
import { SEMVER, watch } from '../../../support/watches.ts';

const image = { registry: 'ghcr.io', repository: 'acme/back' };
const verdicts = [
  { tag: 'v1.0.2', code: 'lower', reason: 'lower than v1.0.3' },
  { tag: 'v1.0.3', code: 'taken', reason: 'highest' },
] as const;
const own = watch();
const change: Decision = {
  kind: 'change',
  change: { watch: own, from: { ...image, tag: 'v1.0.2' }, to: { ...image, tag: 'v1.0.3' } },
  verdicts,
};

describe('explanationLines', () => {
  it('tells policy, place, what is live, the decision, and every verdict', () => {
    expect(explanationLines(change)).toEqual([
      'argocd/back: ghcr.io/acme/back (back)',
      '  policy    semver',
      '  written   spec.source',
      '  live      v1.0.2',
      '  decision  v1.0.2 → v1.0.3',
      '    ✓ v1.0.3  taken  highest',
      '    · v1.0.2  lower  lower than v1.0.3',
    ]);
  });

  const digest = `sha256:${'0'.repeat(64)}`;
  const current: Decision = {
    kind: 'current',
    watch: own,
    image: { ...image, tag: 'v1', digest },
    verdicts: [],
  };
  const error = new TagboatError('not-found', {
    where: 'ghcr.io/acme/back',
    what: 'is \u0007gone',
  });

  it.each<[string, Decision, string]>([
    ['a change from nothing', { ...change, change: { watch: own, to: image } }, 'nothing → no tag'],
    ['what is current', current, `stays at v1@${digest}, which is the best tag`],
    [
      'what is skipped',
      { kind: 'skip', watch: own, code: 'unknown', reason: 'timed \u001bout', verdicts: [] },
      'left as it is: timed \\u001bout',
    ],
    [
      'a failure',
      { kind: 'failed', watch: own, error },
      'failed: ghcr.io/acme/back: is \\u0007gone',
    ],
  ])('puts %s into words', (_, decision, words) => {
    expect(explanationLines(decision)).toContain(`  decision  ${words}`);
  });

  it('tells everything that the policy says', () => {
    const policy = {
      ...SEMVER,
      constraint: '1.x',
      allowTags: 'regexp:^v',
      ignoreTags: ['*-rc*', 'latest'],
      platforms: ['linux/arm64'],
      format: 'YYYY',
      extract: '(\\d+)',
      allowDowngrade: true,
    };
    expect(explanationLines({ ...current, watch: watch({ policy }) })).toContain(
      '  policy    semver, constraint 1.x, allow-tags regexp:^v, ignore-tags *-rc*,latest, platforms linux/arm64, format YYYY, extract (\\d+), downgrades allowed',
    );
  });

  it.each<[FileTarget, string | undefined, string]>([
    [
      { kind: 'helmvalues', path: 'a/values.yaml' },
      'main',
      'a/values.yaml on main of https://git.example/ops.git',
    ],
    [
      { kind: 'kustomization', directory: 'apps' },
      undefined,
      'kustomization in /apps on the default branch of https://git.example/ops.git',
    ],
  ])('names the place %j, without credentials', (file, branch, words) => {
    const repository = 'https://user:secret@git.example/ops.git';
    const credentials = { kind: 'repocreds' } as const;
    const destination = { method: 'git', repository, branch, file, credentials } as const;
    const lines = explanationLines({ ...current, watch: watch({ destination }) });
    expect(lines).toContain(`  written   ${words}`);
  });

  it('names the source of several, and an image without an alias', () => {
    const several = watch({ alias: '', live: [], destination: { method: 'argocd', source: 1 } });
    expect(explanationLines({ ...current, watch: several }).slice(0, 4)).toEqual([
      'argocd/back: ghcr.io/acme/back',
      '  policy    semver',
      '  written   spec.sources[1]',
      '  live      no such image',
    ]);
  });
});
