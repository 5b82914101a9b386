import { describe, expect, it } from '@jest/globals';
import type { ApplicationSource } from '../../../../src/model/application.ts';
import { chooseSource, type Wish } from '../../../../src/sources/annotations/source.ts';
import {
  type ApplicationFields,
  application,
  CHART_IN_GIT,
  withImages,
} from '../../../support/applications.ts';

const NO_WISH: Wish = { fileNamed: false };
const CHART: ApplicationSource = { repoURL: 'https://charts.example', chart: 'nginx' };
const LENT: ApplicationSource = { repoURL: 'https://git.example/values.git', ref: 'values' };
const STANZA: ApplicationSource = { ...CHART_IN_GIT, helm: {} };

function choose(fields: ApplicationFields, wish: Wish = NO_WISH) {
  const result = chooseSource(application(fields), wish);
  return result.ok ? [result.value.renderer, result.value.index] : result.error.message;
}

describe('chooseSource', () => {
  it.each([
    ['Helm', 'helm'],
    ['Kustomize', 'kustomize'],
  ])('takes a single source of type %s', (sourceType, renderer) => {
    expect(choose({ sourceType })).toEqual([renderer, undefined]);
  });

  it.each([
    ['a chart', CHART, 'helm'],
    ['a Helm stanza', STANZA, 'helm'],
    ['a Kustomize stanza', withImages([]), 'kustomize'],
  ])('knows %s before Argo CD has reported a type', (_, source, renderer) => {
    expect(choose({ source, sourceType: '' })).toEqual([renderer, undefined]);
  });

  it('believes the image’s keys while the type is not known', () => {
    const wish: Wish = { renderer: 'kustomize', fileNamed: false };
    expect(choose({ sourceType: '' }, wish)).toEqual(['kustomize', undefined]);
  });

  it.each([
    [{ sourceType: 'Directory' }, NO_WISH, 'found source type Directory'],
    [{ sourceType: 'Plugin' }, NO_WISH, 'found source type Plugin'],
    [{ sourceType: 'Helm' }, { renderer: 'kustomize', fileNamed: false }, 'found source type Helm'],
    [{ sourceType: '' }, NO_WISH, 'not known yet'],
    [{ sources: [LENT] }, NO_WISH, 'found no source'],
    [{ sources: [CHART_IN_GIT], sourceTypes: ['Directory'] }, NO_WISH, 'Directory'],
  ] as const)('refuses %j', (fields, wish, reason) => {
    expect(choose(fields, wish)).toContain(reason);
  });

  it('takes any source when a file was named', () => {
    expect(choose({ sourceType: 'Directory' }, { renderer: 'helm', fileNamed: true })).toEqual([
      'helm',
      undefined,
    ]);
  });

  it.each<[string, ApplicationFields, Wish, unknown]>([
    [
      'the first that is rendered',
      { sources: [CHART_IN_GIT, CHART], sourceTypes: ['Directory', 'Helm'] },
      NO_WISH,
      ['helm', 1],
    ],
    [
      'one with overrides before one without',
      { sources: [CHART, STANZA], sourceTypes: ['Helm', 'Helm'] },
      NO_WISH,
      ['helm', 1],
    ],
    [
      'one of the type wished for',
      { sources: [CHART, withImages([])], sourceTypes: ['Helm', 'Kustomize'] },
      { renderer: 'kustomize', fileNamed: false },
      ['kustomize', 1],
    ],
    [
      'never one that only lends files',
      { sources: [{ ...LENT, helm: {} }, CHART], sourceTypes: ['Helm', 'Helm'] },
      NO_WISH,
      ['helm', 1],
    ],
    ['a chart while no types are known', { sources: [LENT, CHART] }, NO_WISH, ['helm', 1]],
    [
      'a source that lends files and renders some',
      { sources: [{ ...CHART_IN_GIT, ref: 'values' }], sourceTypes: ['Helm'] },
      NO_WISH,
      ['helm', 0],
    ],
  ])('of several sources takes %s', (_, fields, wish, expected) => {
    expect(choose(fields, wish)).toEqual(expected);
  });

  it('goes by spec.source while spec.sources is empty', () => {
    const app = application();
    const both = { ...app, spec: { ...app.spec, sources: [] } };
    expect(chooseSource(both, NO_WISH)).toMatchObject({ value: { source: CHART_IN_GIT } });
  });
});
