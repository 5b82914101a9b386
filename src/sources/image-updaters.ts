import type { TagboatError } from '../model/errors.ts';
import { type AppKey, appName } from '../model/watch.ts';
import { follow, type InformerDeps } from './informer.ts';

/** Upstream's resource by the names its URL has. */
const IMAGE_UPDATERS = {
  group: 'argocd-image-updater.argoproj.io',
  version: 'v1alpha1',
  plural: 'imageupdaters',
} as const;

/** Which ImageUpdater resources exist. */
export interface ImageUpdaters {
  /** Resolves once it is known, or known why not, for all namespaces. */
  ready(): Promise<void>;
  count(): number;
  /** Why the count is not to be trusted: a namespace could not be listed yet. */
  unknown(): TagboatError | undefined;
  stop(): Promise<void>;
}

export interface ImageUpdatersOptions extends InformerDeps {
  readonly namespaces: readonly string[] | 'all';
}

/** Follows the resources until it is stopped. A cluster that does not serve the kind has none. */
export function followImageUpdaters(options: ImageUpdatersOptions): ImageUpdaters {
  const { namespaces } = options;
  const stopping = new AbortController();
  const parts = (namespaces === 'all' ? [undefined] : namespaces).map((namespace) =>
    followNamespace(options, namespace, stopping.signal),
  );
  return {
    async ready() {
      await Promise.all(parts.map(({ ready }) => ready));
    },
    count: () => parts.reduce((sum, { names }) => sum + names.size, 0),
    unknown: () => parts.map(({ unknown }) => unknown()).find((error) => error !== undefined),
    async stop() {
      stopping.abort(new Error('stopped'));
      await Promise.all(parts.map(({ done }) => done));
    },
  };
}

interface Named {
  readonly metadata: AppKey;
}

function followNamespace(deps: InformerDeps, namespace: string | undefined, signal: AbortSignal) {
  const names = new Set<string>();
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  let known = false;
  let error: TagboatError | undefined;

  function replace(all: readonly string[]): void {
    names.clear();
    for (const name of all) names.add(name);
    known = true;
    isReady();
  }

  const done = follow<Named, string>(
    deps,
    {
      kind: IMAGE_UPDATERS,
      scope: { namespace },
      project: ({ metadata }) => appName(metadata),
      replace,
      changed: (name) => names.add(name),
      deleted: (name) => names.delete(name),
      failed(failure) {
        if (failure.code === 'not-found') return replace([]);
        error = failure;
        deps.log.warn('following ImageUpdater resources failed', { error });
        isReady();
      },
    },
    signal,
  );
  return { names, ready, unknown: () => (known ? undefined : error), done };
}
