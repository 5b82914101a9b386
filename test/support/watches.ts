import type { PolicySpec } from '../../src/model/policy.ts';
import type { Watch } from '../../src/model/watch.ts';

export const SEMVER: PolicySpec = {
  strategy: 'semver',
  ignoreTags: [],
  platforms: [],
  allowDowngrade: false,
};

/** A Watch of `ghcr.io/acme/back` by semver that runs v1.0.2, written to the Application's Helm parameters. */
export function watch(fields: Partial<Watch> = {}): Watch {
  const image = { registry: 'ghcr.io', repository: 'acme/back' };
  return {
    app: { namespace: 'argocd', name: 'back' },
    alias: 'back',
    image,
    repository: { registry: 'ghcr.io', path: 'acme/back' },
    policy: SEMVER,
    live: [{ ...image, tag: 'v1.0.2' }],
    forceUpdate: false,
    keys: { kind: 'helm', name: 'image.repository', tag: 'image.tag' },
    destination: { method: 'argocd' },
    origins: {},
    ...fields,
  };
}
