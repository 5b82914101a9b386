import { describe, expect, it } from '@jest/globals';
import { rivalsOf } from '../../../src/controller/rivals.ts';
import type { Decision } from '../../../src/model/plan.ts';
import type { ManifestKeys, Watch } from '../../../src/model/watch.ts';
import { watch } from '../../support/watches.ts';

const KUSTOMIZE: ManifestKeys = { kind: 'kustomize' };

function wanting(tag: string, fields: Partial<Watch> = {}): Decision {
  const own = watch(fields);
  return { kind: 'change', change: { watch: own, to: { ...own.image, tag } }, verdicts: [] };
}

function current(tag: string, fields: Partial<Watch> = {}): Decision {
  const own = watch(fields);
  return { kind: 'current', watch: own, image: { ...own.image, tag }, verdicts: [] };
}

const other = { app: { namespace: 'argocd', name: 'other' } };

describe('rivalsOf', () => {
  it.each<[string, readonly Decision[], readonly string[]]>([
    ['one Watch', [wanting('v1')], []],
    ['the same value', [wanting('v1'), current('v1', other)], []],
    ['two values', [wanting('v1'), wanting('v2', other)], ['argocd/back', 'argocd/other']],
    [
      'a value that is there',
      [wanting('v1'), current('v0', other)],
      ['argocd/back', 'argocd/other'],
    ],
    [
      'two spellings of one image',
      [
        wanting('v1', { image: { registry: '', repository: 'nginx' } }),
        wanting('v1', { ...other, image: { registry: 'docker.io', repository: 'library/nginx' } }),
      ],
      [],
    ],
    [
      'keys of its own each',
      [
        wanting('v1'),
        wanting('v2', { ...other, keys: { kind: 'helm', name: 'other.name', tag: 'other.tag' } }),
      ],
      [],
    ],
    [
      'two values of a Kustomize image',
      [wanting('v1', { keys: KUSTOMIZE }), wanting('v2', { ...other, keys: KUSTOMIZE })],
      ['argocd/back', 'argocd/other'],
    ],
    [
      'one that failed',
      [
        wanting('v1'),
        { kind: 'skip', watch: watch(other), code: 'unknown', reason: '', verdicts: [] },
      ],
      [],
    ],
  ])('%s', (_, decisions, named) => {
    const rivals = rivalsOf(decisions, () => 'values.yaml');
    expect([...rivals.keys()].map(({ app }) => `${app.namespace}/${app.name}`)).toEqual(named);
  });

  it('keeps files apart', () => {
    const decisions = [wanting('v1'), wanting('v2', other)];
    expect(rivalsOf(decisions, ({ app }) => `${app.name}.yaml`).size).toBe(0);
  });

  it('names both, the file and the values', () => {
    const [first, second] = rivalsOf(
      [wanting('v1'), wanting('v2', other)],
      () => 'values.yaml',
    ).values();
    expect(first?.message).toBe(
      'Application argocd/back, file values.yaml: another value is written to the same keys by Application argocd/other; found v1 here, v2 there; expected one value, or a file or keys of its own for each; Give both the same policy, or another write-back-target to one of them.',
    );
    expect(second?.message).toMatch(/^Application argocd\/other, .* by Application argocd\/back;/);
  });
});
