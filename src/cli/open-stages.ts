import { removeFolder } from '../adapters/files.ts';
import { createGit } from '../adapters/git.ts';
import { connectKube, type KubeOptions } from '../adapters/kube.ts';
import { createLog } from '../adapters/log.ts';
import { systemClock, systemRandom } from '../adapters/system.ts';
import { createSelector } from '../controller/selector.ts';
import type { Stages } from '../controller/stages.ts';
import type { Kube, Log } from '../ports.ts';
import type { RegistryDeps } from '../registry/registry.ts';
import type { AnnotationOptions } from '../sources/annotations/common.ts';
import { type ApplicationWriterDeps, createApplicationWriter } from '../writeback/application.ts';
import { createGitWriter } from '../writeback/git.ts';
import { createRepositoryCredentials } from '../writeback/repository-credentials.ts';
import type { ExitCode, Io } from './io.ts';
import { openRegistry } from './open-registry.ts';
import type { UpdaterOptions } from './updater-options.ts';

/** The stages on real parts, but for where Applications come from. */
export interface OpenStages {
  readonly kube: Kube;
  readonly log: Log;
  readonly stages: Omit<Stages, 'application'>;
  readonly annotations: AnnotationOptions;
  close(): Promise<void>;
}

export interface StagesHooks {
  readonly onRegistryRequest?: RegistryDeps['onRequest'];
  readonly onKubeRequest?: KubeOptions['onRequest'];
  readonly onPatched?: ApplicationWriterDeps['onPatched'];
}

/** Puts the stages together as the options say. Nothing is sent before it is needed. */
export async function openStages(
  io: Io,
  options: UpdaterOptions,
  hooks: StagesHooks = {},
): Promise<OpenStages> {
  const { environment } = io;
  const { kubeconfig, context, loglevel, logformat, dryRun } = options;
  const { onKubeRequest, onRegistryRequest, onPatched } = hooks;
  const clock = systemClock;
  const random = systemRandom;
  const log = createLog({ level: loglevel, format: logformat, write: io.err });
  const kube = await connectKube({
    kubeconfig,
    context,
    environment,
    clock,
    random,
    onRequest: onKubeRequest,
  });
  const argocdNamespace = options.argocdNamespace ?? usualNamespace(kube.namespace);
  const { registry, close } = openRegistry(
    io,
    { ...options, argocdNamespace },
    { kube, log, onRequest: onRegistryRequest },
  );
  const gitWriter = createGitWriter({
    git: createGit({ cacheDir: options.cacheDir ?? io.scratch, environment }),
    credentials: createRepositoryCredentials({ kube, clock, argocdNamespace }),
    clock,
    random,
    log,
    identity: { name: options.gitCommitUser, email: options.gitCommitEmail },
  });
  return {
    kube,
    log,
    stages: {
      selector: createSelector(registry),
      applicationWriter: createApplicationWriter({ kube, clock, random, log, onPatched }),
      gitWriter,
      dryRun,
      log,
    },
    annotations: { argocdNamespace, defaultPlatforms: [io.platform] },
    async close() {
      await Promise.all([close(), kube.close()]);
      removeFolder(io.scratch);
    },
  };
}

/** A kubeconfig that names no namespace means `default`, where nobody runs Argo CD. */
function usualNamespace(own: string): string {
  return own === 'default' ? 'argocd' : own;
}

/** Opens the stages for one piece of work, and closes them whatever comes of it. */
export async function withStages(
  io: Io,
  options: UpdaterOptions,
  work: (opened: OpenStages) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = await openStages(io, options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
