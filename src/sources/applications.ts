import { isDeepStrictEqual } from 'node:util';
import { APPLICATIONS, type Application } from '../model/application.ts';
import { type AppKey, appName } from '../model/watch.ts';
import { project } from './application-schema.ts';
import { type Followed, follow, type InformerDeps } from './informer.ts';
import { nameMatcher } from './name-glob.ts';

/** Which Applications are of interest. */
export interface ApplicationScope {
  readonly namespaces: readonly string[] | 'all';
  /** Globs, of which a name must match one; absent or empty means all names. */
  readonly names?: readonly string[] | undefined;
  /** A Kubernetes label selector. */
  readonly labelSelector?: string | undefined;
}

/** The Applications of some namespaces as last seen, each with the fields that are used. */
export interface ApplicationStore {
  /** Resolves once all namespaces were listed; never if that keeps failing, which is logged. */
  ready(): Promise<void>;
  /** The same object as before as long as nothing that is used has changed. */
  all(): readonly Application[];
  get(key: AppKey): Application | undefined;
  /**
   * Takes what the API server answered to a patch of `before`, unless the watch has brought something
   * meanwhile. It is not told as a change, and neither is the event that repeats it.
   */
  learn(before: Application, answer: unknown): void;
  /** Ends the watches. */
  stop(): Promise<void>;
}

export interface ApplicationStoreOptions extends InformerDeps, ApplicationScope {
  /** Told after the first list, and only of changes to what is used: Argo CD rewrites status all the time. */
  readonly onChange?: ((key: AppKey, change: 'changed' | 'deleted') => void) | undefined;
}

/**
 * Follows the Applications until it is stopped.
 * @throws TagboatError `invalid-config` when a glob makes no sense
 */
export function createApplicationStore(options: ApplicationStoreOptions): ApplicationStore {
  const stopping = new AbortController();
  const parts = scopesOf(options).map((scope) => followScope(options, scope, stopping.signal));
  const projected = projector(options);
  return {
    async ready() {
      await Promise.all(parts.map(({ ready }) => ready));
    },
    all: () => parts.flatMap(({ applications }) => [...applications.values()]),
    learn(before, answer) {
      const after = projected(answer);
      const name = appName(before.metadata);
      const part = parts.find(({ applications }) => applications.get(name) === before);
      if (after !== undefined) part?.applications.set(name, after);
    },
    get: (key) => parts.map(({ applications }) => applications.get(appName(key))).find(isPresent),
    async stop() {
      stopping.abort(new Error('stopped'));
      await Promise.all(parts.map(({ done }) => done));
    },
  };
}

function followScope(options: ApplicationStoreOptions, scope: Scope, signal: AbortSignal) {
  const applications = new Map<string, Application>();
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  const tell = options.onChange ?? (() => undefined);
  let listed = false;

  function put(app: Application): void {
    const key = appName(app.metadata);
    if (isDeepStrictEqual(applications.get(key), app)) return;
    applications.set(key, app);
    if (listed) tell(keyOf(app), 'changed');
  }

  function remove(app: Application): void {
    if (applications.delete(appName(app.metadata))) tell(keyOf(app), 'deleted');
  }

  const followed: Followed<unknown, Application> = {
    kind: APPLICATIONS,
    scope,
    project: projector(options),
    replace(all) {
      const present = new Set(all.map(({ metadata }) => appName(metadata)));
      for (const [key, app] of applications) if (!present.has(key)) remove(app);
      for (const app of all) put(app);
      listed = true;
      isReady();
    },
    changed: put,
    deleted: remove,
  };
  return { applications, ready, done: follow(options, followed, signal) };
}

type Scope = Followed<unknown, Application>['scope'];

function scopesOf({ namespaces, labelSelector }: ApplicationScope): readonly Scope[] {
  if (namespaces === 'all') return [{ labelSelector }];
  return namespaces.map((namespace) => ({ namespace, labelSelector }));
}

function projector({ names = [], log }: Pick<ApplicationStoreOptions, 'names' | 'log'>) {
  const matches = nameMatcher(names);
  return (object: unknown): Application | undefined => {
    const app = project(object);
    if (app.ok) return matches(app.value.metadata.name) ? app.value : undefined;
    log.warn('an Application cannot be read', { error: app.error });
    return undefined;
  };
}

function keyOf({ metadata: { namespace, name } }: Application): AppKey {
  return { namespace, name };
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
