import { describe, expect, it } from '@jest/globals';
import {
  serviceApplication,
  syncPolicy,
  thirdPartyApplication,
} from '../../../charts/application.ts';
import { devEnvironment } from '../../support/environments.ts';

const BACK = { name: 'back', team: 'web', image: 'ghcr.io/acme/back', initialTag: 'v1.0.0' };

function ofService(changes: object = {}) {
  const environment = devEnvironment({ services: [{ ...BACK, ...changes }] });
  return environment.services.map((service) => serviceApplication(environment, service))[0];
}

describe('serviceApplication', () => {
  it('deploys the chart of a service as its team, and takes it away with itself', () => {
    expect(ofService()).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'back',
        namespace: 'argocd',
        labels: { 'app.kubernetes.io/name': 'back' },
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'web',
        source: {
          repoURL: 'https://github.com/acme/gitops',
          targetRevision: 'main',
          path: 'charts/back',
          helm: { releaseName: 'back', valueFiles: ['values.yaml'] },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'web' },
      },
    });
  });

  it('deploys the overlay of the environment with Kustomize', () => {
    expect(ofService({ format: 'kustomize' })).toHaveProperty('spec.source', {
      repoURL: 'https://github.com/acme/gitops',
      targetRevision: 'main',
      path: 'kustomize/back/overlays/dev',
    });
  });

  it('goes into the namespace and the wave that the service names', () => {
    expect(ofService({ namespace: 'shop', syncWave: 3 })).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '3' } },
      spec: { destination: { namespace: 'shop' } },
    });
  });
});

describe('syncPolicy', () => {
  it('follows git, tries again after a failure, and creates no namespace', () => {
    expect(syncPolicy(['More=true'])).toEqual({
      automated: { prune: true, selfHeal: true },
      syncOptions: ['CreateNamespace=false', 'PruneLast=true', 'More=true'],
      retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
    });
  });
});

describe('thirdPartyApplication', () => {
  function ofSource(source: object) {
    const entry = { name: 'redis', namespace: 'cache', source } as never;
    const environment = devEnvironment({ thirdParty: [entry] });
    return environment.thirdParty.map((each) => thirdPartyApplication(environment, each))[0];
  }

  const chart = { chartRepository: 'https://charts.example', chart: 'redis', version: '18.6.1' };

  it.each([
    ['', { releaseName: 'redis' }],
    ['a: 1\n', { releaseName: 'redis', values: 'a: 1\n' }],
  ])('deploys a chart with the values %j', (values, helm) => {
    expect(ofSource({ ...chart, values })).toMatchObject({
      spec: {
        project: 'tools',
        destination: { namespace: 'cache' },
        source: {
          repoURL: 'https://charts.example',
          chart: 'redis',
          targetRevision: '18.6.1',
          helm,
        },
      },
    });
  });

  it('deploys a path of a repository', () => {
    const source = { repository: 'https://git.example/a.git', path: 'deploy', revision: 'v2' };
    expect(ofSource(source)).toHaveProperty('spec.source', {
      repoURL: 'https://git.example/a.git',
      path: 'deploy',
      targetRevision: 'v2',
    });
  });
});
