import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { kubeconfigText } from '../../../../src/demo/kube/kubeconfig.ts';

describe('kubeconfigText', () => {
  it('has one context, which is the current one', () => {
    const text = kubeconfigText({ url: 'http://127.0.0.1:1', token: 't', namespace: 'argocd' });
    expect(parse(text)).toMatchObject({
      kind: 'Config',
      'current-context': 'embedded',
      contexts: [
        {
          name: 'embedded',
          context: { cluster: 'embedded', user: 'embedded', namespace: 'argocd' },
        },
      ],
      clusters: [{ name: 'embedded', cluster: { server: 'http://127.0.0.1:1' } }],
      users: [{ name: 'embedded', user: { token: 't' } }],
    });
  });
});
