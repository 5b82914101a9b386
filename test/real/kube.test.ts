import { describe } from '@jest/globals';
import { describeKube, type KubeUnderTest } from '../contract/kube-suite.ts';
import { rawKube } from '../support/kube-raw.ts';
import { skipReason } from './build/binaries.ts';
import { type RealKube, startRealKube } from './support/kube.ts';

const reason = skipReason(['etcd', 'kube-apiserver', 'argo-cd']);
const describeReal = reason === undefined ? describe : describe.skip;

describeReal(`a real kube-apiserver${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  describeKube(async (): Promise<KubeUnderTest> => {
    // Its cache would still know the pages of a list whose version etcd has forgotten.
    const kube = await startRealKube({ featureGates: 'ListFromCacheSnapshot=false' });
    await letRestrictedGetApplications(kube);
    return { ...kube, bookmarkSeconds: 12 };
  });
});

async function letRestrictedGetApplications({ url, ca, tokens }: RealKube): Promise<void> {
  const raw = rawKube({ server: url, ca, token: tokens.admin });
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const name = 'get-applications';
  await raw.request('POST', `${rbac}/clusterroles`, {
    metadata: { name },
    rules: [{ apiGroups: ['argoproj.io'], resources: ['applications'], verbs: ['get'] }],
  });
  await raw.request('POST', `${rbac}/clusterrolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'restricted' }],
  });
  await raw.close();
}
