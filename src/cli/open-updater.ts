import { systemClock, systemRandom } from '../adapters/system.ts';
import { type Controller, createController } from '../controller/controller.ts';
import { APPLICATIONS } from '../model/application.ts';
import { createReporter, type Reporter } from '../report/reporter.ts';
import { annotationSource } from '../sources/annotation-source.ts';
import { type ApplicationStore, createApplicationStore } from '../sources/applications.ts';
import { createSource } from '../sources/mode.ts';
import type { Source } from '../sources/source.ts';
import type { Io } from './io.ts';
import { type OpenStages, openStages, type StagesHooks } from './open-stages.ts';
import type { UpdaterOptions } from './updater-options.ts';

export interface OpenUpdater extends OpenStages {
  readonly controller: Controller;
  readonly source: Source;
  /** Where Applications are looked for. */
  readonly namespaces: readonly string[] | 'all';
  /** Resolves once Applications and resources are known. */
  ready(): Promise<void>;
}

export interface UpdaterHooks extends Omit<StagesHooks, 'onPatched'> {
  /** @default one line of the log for what is new */
  readonly reporter?: Reporter | undefined;
}

/** The whole updater, following the Applications from now on. */
export async function openUpdater(
  io: Io,
  options: UpdaterOptions,
  hooks: UpdaterHooks = {},
): Promise<OpenUpdater> {
  const opened = await openStages(io, options, {
    ...hooks,
    onPatched: (before, answer) => store.learn(before, answer),
  });
  const { kube, log, annotations } = opened;
  const { watchNamespaces: watched = [] } = options;
  const namespaces = watched.length === 0 ? [annotations.argocdNamespace] : watched;
  const informer = { kube, log, clock: systemClock, random: systemRandom, namespaces };
  const store: ApplicationStore = createApplicationStore({
    ...informer,
    names: options.matchApplicationName,
    labelSelector: options.matchApplicationLabel,
    onChange: (key) => controller.applicationChanged(key),
  });
  const source = createSource({
    ...informer,
    mode: options.sources,
    annotations: annotationSource(store, annotations),
  });
  const controller = createController({
    stages: { ...opened.stages, application: store.get },
    source,
    reporter: hooks.reporter ?? createReporter(log),
    clock: systemClock,
    log,
  });
  return {
    ...opened,
    controller,
    source,
    namespaces,
    async ready() {
      await Promise.all([store.ready(), source.ready()]);
    },
    async close() {
      await Promise.all([store.stop(), source.stop()]);
      await opened.close();
    },
  };
}

/**
 * Lists one Application of each namespace, so that a wrong address or a missing permission is an error at
 * once; the informers would go on trying.
 */
export async function checkAccess({
  kube,
  namespaces,
}: Pick<OpenUpdater, 'kube' | 'namespaces'>): Promise<void> {
  for (const namespace of namespaces === 'all' ? [undefined] : namespaces) {
    for await (const _ of kube.list(APPLICATIONS, { namespace, limit: 1 })) break;
  }
}
