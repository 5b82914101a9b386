import { describe, expect, it } from '@jest/globals';
import { applicationSet } from '../../../charts/application-set.ts';
import { ApplicationSet } from '../../../infra/environment/services.ts';
import { devEnvironment } from '../../support/environments.ts';

function made(changes: object) {
  const set = ApplicationSet.parse({
    name: 'shops',
    team: 'web',
    image: 'ghcr.io/acme/shop',
    generator: { kind: 'list', elements: [{ name: 'a' }] },
    path: 'charts/shop',
    namespace: 'shop-{{name}}',
    ...changes,
  });
  return applicationSet(devEnvironment(), set);
}

describe('applicationSet', () => {
  it('makes an Application of each element, with what the updater has to know', () => {
    expect(made({})).toMatchObject({
      kind: 'ApplicationSet',
      metadata: { name: 'shops', namespace: 'argocd' },
      spec: {
        generators: [{ list: { elements: [{ name: 'a' }] } }],
        template: {
          metadata: {
            name: 'shops-{{name}}',
            annotations: {
              'argocd-image-updater.argoproj.io/image-list': 'shops=ghcr.io/acme/shop',
            },
          },
          spec: {
            project: 'web',
            source: { path: 'charts/shop', helm: { releaseName: 'shops-{{name}}' } },
            destination: { server: 'https://kubernetes.default.svc', namespace: 'shop-{{name}}' },
          },
        },
      },
    });
  });

  it.each([
    [['apps/*'], '{{path.basenameNormalized}}'],
    [['apps/one'], '{{path.basenameNormalized}}'],
    [['apps/*/overlays/prod'], '{{path[1]}}'],
  ])('names Applications after what folders like %j do not share', (directories, name) => {
    expect(made({ generator: { kind: 'git', directories }, path: '{{path}}' })).toMatchObject({
      spec: {
        generators: [
          {
            git: {
              repoURL: 'https://github.com/acme/gitops',
              revision: 'main',
              directories: directories.map((path) => ({ path })),
            },
          },
        ],
        template: { metadata: { name: `shops-${name}` }, spec: { source: { path: '{{path}}' } } },
      },
    });
  });

  it('deploys to each cluster with the labels', () => {
    expect(made({ generator: { kind: 'cluster', labels: { tier: 'prod' } } })).toMatchObject({
      spec: {
        generators: [{ clusters: { selector: { matchLabels: { tier: 'prod' } } } }],
        template: {
          metadata: { name: 'shops-{{nameNormalized}}' },
          spec: { destination: { server: '{{server}}' } },
        },
      },
    });
  });

  it.each([
    ['helm', '/spec/source/helm/parameters'],
    ['kustomize', '/spec/source/kustomize'],
  ])('leaves the tags of %s to the updater that writes into Applications', (format, pointer) => {
    expect(made({ format, writeBack: 'argocd' })).toHaveProperty(
      'spec.ignoreApplicationDifferences',
      [{ jsonPointers: [pointer] }],
    );
  });

  it('ignores nothing when tags are in git', () => {
    expect(made({})).not.toHaveProperty('spec.ignoreApplicationDifferences');
  });
});
