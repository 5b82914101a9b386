import { stringify } from 'yaml';

export interface KubeconfigFacts {
  readonly url: string;
  readonly token: string;
  readonly namespace: string;
}

/** A kubeconfig with one context. */
export function kubeconfigText({ url, token, namespace }: KubeconfigFacts): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'embedded',
    clusters: [{ name: 'embedded', cluster: { server: url } }],
    users: [{ name: 'embedded', user: { token } }],
    contexts: [{ name: 'embedded', context: { cluster: 'embedded', user: 'embedded', namespace } }],
  });
}
