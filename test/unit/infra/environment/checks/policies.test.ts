import { describe, expect, it } from '@jest/globals';
import { checkPolicies } from '../../../../../infra/environment/checks/policies.ts';
import { environment, service } from '../../../../support/healthy-environment.ts';

function found(
  over: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  return checkPolicies(environment({ services: [service(over)], ...more }));
}

const ANY = { allowTags: 'any' };
const DIGEST = { strategy: 'digest', constraint: 'latest' };
const OWN = { strategy: 'numerical', extract: 'b(\\d+)' };

describe('a policy that would not do what is meant', () => {
  it.each<[string, string, object]>([
    ['semver beside timestamps', 'update.allowTags', { update: {} }],
    ['a bad constraint', 'update.constraint', { update: { ...ANY, constraint: '>>1' } }],
    ['a bad expression', 'update.allowTags', { update: { allowTags: 'regexp:(' } }],
    ['a bad glob', 'update.ignoreTags', { update: { ...ANY, ignoreTags: ['['] } }],
    ['a bad platform', 'update.platforms', { update: { ...ANY, platforms: ['/'] } }],
    ['calver without a format', 'update.calverFormat', { update: { strategy: 'calver' } }],
    ['a tag in the image', 'image', { image: 'ghcr.io/acme/back:v1' }],
    ['a bad image', 'image', { image: 'ghcr.io/Acme' }],
    ['an unknown registry', 'image', { image: 'quay.io/acme/back' }],
    ['a tag that no image has', 'initialTag', { initialTag: 'v1 0' }],
    ['a tag that moves', 'initialTag', { initialTag: 'latest' }],
  ])('%s is found at %s', (_, path, over) => {
    expect(found({ ...over }).map((finding) => finding.path)).toEqual([
      `tagboat:environment.services[0].${path}`,
    ]);
  });

  it.each<[string, object]>([
    ['latest that is always pulled', { initialTag: 'latest', pullPolicy: 'Always' }],
    ['latest that is pinned by digest', { initialTag: 'latest', update: DIGEST }],
    ['an image of Docker Hub', { image: 'acme/back' }],
    ['calver with its format', { update: { strategy: 'calver', calverFormat: 'YYYY.MM.MICRO' } }],
    ['a number in the tag', { update: OWN }],
  ])('%s is fine', (_, over) => {
    expect(found({ ...over })).toEqual([]);
  });

  it('is found when upstream does not know the strategy', () => {
    const upstream = { updater: { engine: 'argocd-image-updater' } };
    expect(found({ update: OWN }, upstream)).toEqual([
      expect.objectContaining({ path: 'tagboat:environment.services[0].update.strategy' }),
    ]);
  });

  it('is found in an ApplicationSet too', () => {
    const set = {
      name: 'all',
      team: 'acme',
      image: 'ghcr.io/acme/all',
      generator: { kind: 'git', directories: ['apps/*'] },
      path: '{{path}}',
      namespace: 'acme',
    };
    expect(found({}, { applicationSets: [set] }).map(({ path }) => path)).toEqual([
      'tagboat:environment.applicationSets[0].update.allowTags',
    ]);
  });

  it('is told with what was found and what is expected', () => {
    const [finding] = found({ update: { ...ANY, constraint: '>>1' } });
    expect(finding?.found).toBe('">>"');
    expect(finding?.wayOut).not.toBe('');
  });
});
