import { describe } from '@jest/globals';
import { describeApplications } from '../contract/applications-suite.ts';
import { skipReason } from './build/binaries.ts';
import { startRealKube } from './support/kube.ts';

const reason = skipReason(['etcd', 'kube-apiserver', 'argo-cd']);
const describeReal = reason === undefined ? describe : describe.skip;
const suffix = reason === undefined ? '' : ` (skipped: ${reason})`;

describeReal(`Applications on a real kube-apiserver${suffix}`, () => {
  describeApplications(async () => {
    const kube = await startRealKube();
    return { ...kube, token: kube.tokens.admin };
  });
});
