import { describe, expect, it } from '@jest/globals';
import { commonOf } from '../../../../src/sources/annotations/common.ts';
import { application } from '../../../support/applications.ts';

const OPTIONS = { argocdNamespace: 'argocd', defaultPlatforms: ['linux/amd64'] };

describe('commonOf', () => {
  it('reads what all images of an Application share', () => {
    expect(commonOf(application({ namespace: 'team' }), OPTIONS)).toEqual({
      ok: true,
      value: {
        ...OPTIONS,
        writeBack: { method: 'argocd' },
        running: [{ registry: 'ghcr.io', repository: 'acme/back', tag: 'v1.0.2' }],
      },
    });
  });

  it.each(['argocd', 'git'])('refuses a source hydrator with method %s', (method) => {
    const app = application({ annotations: { 'write-back-method': method } });
    const result = commonOf({ ...app, spec: { sourceHydrator: {} } }, OPTIONS);
    expect(result.ok ? [] : result.errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('found spec.sourceHydrator'),
    ]);
  });

  it('hands on what is wrong with the write-back', () => {
    const annotations = { 'write-back-method': 'git', 'git-branch': 'a b' };
    expect(commonOf(application({ annotations }), OPTIONS).ok).toBe(false);
  });
});
