import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { serviceApplication } from '../../../charts/application.ts';
import {
  overridesPointer,
  serviceAnnotations,
  sourcePath,
  templateAnnotations,
} from '../../../charts/updater-annotations.ts';
import { ApplicationSet, Service } from '../../../infra/environment/services.ts';
import { orThrow } from '../../../src/model/errors.ts';
import { compilePolicy } from '../../../src/select/policy.ts';
import { watchesOf } from '../../../src/sources/annotations.ts';
import { project } from '../../../src/sources/application-schema.ts';
import { devEnvironment } from '../../support/environments.ts';

const BACK = { name: 'back', team: 'web', image: 'ghcr.io/acme/back', initialTag: 'v1.0.0' };
const PREFIX = 'argocd-image-updater.argoproj.io';

function annotationsOf(changes: object = {}) {
  return serviceAnnotations(devEnvironment(), Service.parse({ ...BACK, ...changes }));
}

/** As the updater reads them from the Application. */
function read(changes: object, sourceType: string) {
  const service = Service.parse({ ...BACK, ...changes });
  const object = { ...serviceApplication(devEnvironment(), service), status: { sourceType } };
  const options = { argocdNamespace: 'argocd', defaultPlatforms: [] };
  return watchesOf(orThrow(project(object)), options);
}

describe('serviceAnnotations', () => {
  it('are the usual ones for a chart', () => {
    const update = { allowTags: 'regexp:^v\\d+\\.\\d+\\.\\d+$' };
    expect(annotationsOf({ update })).toEqual({
      [`${PREFIX}/image-list`]: 'back=ghcr.io/acme/back',
      [`${PREFIX}/back.update-strategy`]: 'semver',
      [`${PREFIX}/back.allow-tags`]: 'regexp:^v\\d+\\.\\d+\\.\\d+$',
      [`${PREFIX}/back.pull-secret`]: 'secret:argocd/argocd-image-updater-ghcr#creds',
      [`${PREFIX}/back.helm.image-name`]: 'image.repository',
      [`${PREFIX}/back.helm.image-tag`]: 'image.tag',
      [`${PREFIX}/write-back-method`]: 'git',
      [`${PREFIX}/write-back-target`]: 'helmvalues:/charts/back/values.yaml',
      [`${PREFIX}/git-branch`]: 'main',
    });
  });

  it('name no Secret for a registry that needs none', () => {
    const keys = Object.keys(annotationsOf({ image: 'quay.io/acme/back' }));
    expect(keys).not.toContain(`${PREFIX}/back.pull-secret`);
  });

  it('say nothing of git when tags go into the Application', () => {
    const keys = Object.keys(annotationsOf({ writeBack: 'argocd' })).join();
    expect(keys).toContain('write-back-method');
    expect(keys).not.toMatch(/target|branch/);
  });
});

describe('the updater', () => {
  it.each([
    ['helm', 'Helm', { kind: 'helmvalues', path: 'charts/back/values.yaml' }],
    ['kustomize', 'Kustomize', { kind: 'kustomization', directory: 'kustomize/back/overlays/dev' }],
  ])('writes tags of %s where synth keeps them', (format, sourceType, file) => {
    const { watches, problems } = read({ format }, sourceType);
    expect(problems).toEqual([]);
    expect(watches).toMatchObject([{ alias: 'back', destination: { branch: 'main', file } }]);
  });

  it('reads a version range whose parts are set apart by commas', () => {
    const { watches, problems } = read({ update: { constraint: '>=1.0, <2.0' } }, 'Helm');
    expect(problems).toEqual([]);
    expect(watches.map(({ policy }) => policy.constraint)).toEqual(['>=1.0 <2.0']);
  });

  it('finds no fault with the annotations of any service', () => {
    const strategies = fc.constantFrom(
      { strategy: 'semver', constraint: '~1.2' },
      { strategy: 'newest-build', ignoreTags: ['*-rc', 'edge'] },
      { strategy: 'alphabetical', allowTags: 'any' },
      { strategy: 'digest', constraint: 'stable', platforms: ['linux/amd64', 'linux/arm64'] },
      { strategy: 'calver', calverFormat: 'YYYY.MM.MICRO' },
      { strategy: 'numerical', extract: '^build-(\\d+)$' },
    );
    const services = fc.record({
      update: strategies,
      writeBack: fc.constantFrom('argocd', 'git'),
      format: fc.constantFrom('helm', 'kustomize'),
      image: fc.constantFrom('ghcr.io/acme/back', 'nginx', 'host.test:5000/a/b'),
    });
    fc.assert(
      fc.property(services, (service) => {
        const { watches, problems } = read(
          service,
          service.format === 'helm' ? 'Helm' : 'Kustomize',
        );
        expect(problems).toEqual([]);
        expect(watches.map(({ policy }) => compilePolicy(policy).ok)).toEqual([true]);
        expect(watches[0]?.destination.method).toBe(service.writeBack);
      }),
    );
  });
});

describe('templateAnnotations', () => {
  it('leave the file to Argo CD, as Applications may share a folder', () => {
    const set = ApplicationSet.parse({
      name: 'shops',
      team: 'web',
      image: 'ghcr.io/acme/shop',
      generator: { kind: 'cluster', labels: {} },
      path: 'charts/shop',
      namespace: 'shop',
    });
    const annotations = templateAnnotations(devEnvironment(), set);
    expect(annotations).toMatchObject({ [`${PREFIX}/write-back-method`]: 'git' });
    expect(Object.keys(annotations)).not.toContain(`${PREFIX}/write-back-target`);
  });
});

it.each([
  ['helm', 'charts/back', '/spec/source/helm/parameters'],
  ['kustomize', 'kustomize/back/overlays/dev', '/spec/source/kustomize'],
] as const)('with %s, manifests are in %s', (format, path, pointer) => {
  expect(sourcePath(devEnvironment(), Service.parse({ ...BACK, format }))).toBe(path);
  expect(overridesPointer(format)).toBe(pointer);
});
