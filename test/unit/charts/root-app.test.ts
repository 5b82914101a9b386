import { describe, expect, it } from '@jest/globals';
import { clusterFolder, rootApplication, rootProject } from '../../../charts/root-app.ts';
import { devEnvironment } from '../../support/environments.ts';

const BACK = { name: 'back', team: 'web', image: 'ghcr.io/acme/back', initialTag: 'v1.0.0' };
const NEW = { ...BACK, name: 'new', format: 'kustomize' as const, writeBack: 'argocd' as const };

describe('rootApplication', () => {
  it('applies the folder of the environment', () => {
    const root = rootApplication(devEnvironment());
    expect(clusterFolder(devEnvironment())).toBe('argo-apps/clusters/dev');
    expect(root).toMatchObject({
      kind: 'Application',
      metadata: { name: 'app-of-apps', namespace: 'argocd' },
      spec: {
        project: 'app-of-apps',
        source: { path: 'argo-apps/clusters/dev', directory: { recurse: true } },
        destination: { namespace: 'argocd' },
        syncPolicy: { syncOptions: ['CreateNamespace=false', 'PruneLast=true'] },
      },
    });
    expect(root).not.toHaveProperty('spec.ignoreDifferences');
  });

  it('leaves what it applied when it is deleted', () => {
    expect(rootApplication(devEnvironment())).not.toHaveProperty('metadata.finalizers');
  });

  it('leaves alone, and does not undo, what the updater writes to Applications', () => {
    const services = [BACK, { ...BACK, name: 'old', writeBack: 'argocd' as const }, NEW];
    const ignored = { group: 'argoproj.io', kind: 'Application', namespace: 'argocd' };
    expect(rootApplication(devEnvironment({ services }))).toMatchObject({
      spec: {
        ignoreDifferences: [
          { ...ignored, name: 'old', jsonPointers: ['/spec/source/helm/parameters'] },
          { ...ignored, name: 'new', jsonPointers: ['/spec/source/kustomize'] },
        ],
        syncPolicy: { syncOptions: expect.arrayContaining(['RespectIgnoreDifferences=true']) },
      },
    });
  });
});

describe('rootProject', () => {
  it('may create Applications and their like, nothing else', () => {
    expect(rootProject(devEnvironment())).toMatchObject({
      kind: 'AppProject',
      metadata: { name: 'app-of-apps', namespace: 'argocd' },
      spec: {
        sourceRepos: ['https://github.com/acme/gitops'],
        destinations: [{ namespace: 'argocd' }],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [
          { kind: 'Application' },
          { kind: 'ApplicationSet' },
          { kind: 'AppProject' },
        ],
      },
    });
  });

  it('may set quotas in the namespaces that have one', () => {
    const project = rootProject(devEnvironment({ teams: [{ name: 'web', quota: { pods: 5 } }] }));
    expect(project).toMatchObject({
      spec: {
        destinations: [{ namespace: 'argocd' }, { namespace: 'web' }],
        namespaceResourceWhitelist: expect.arrayContaining([{ group: '', kind: 'ResourceQuota' }]),
      },
    });
  });
});
