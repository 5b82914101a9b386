import { readText, readTextIfAny } from '../adapters/files.ts';
import { createHttp } from '../adapters/http.ts';
import { connectKube } from '../adapters/kube.ts';
import { scriptRunner } from '../adapters/script.ts';
import { systemClock, systemRandom, variablesOf } from '../adapters/system.ts';
import { orThrow } from '../model/errors.ts';
import type { Kube, Log } from '../ports.ts';
import { createCredentials } from '../registry/credentials.ts';
import { builtInRegistries, type Registries, readRegistries } from '../registry/registries.ts';
import { createRegistry, type Registry, type RegistryDeps } from '../registry/registry.ts';
import type { ConnectionOptions } from './connection-options.ts';
import type { Io } from './io.ts';

export interface OpenRegistry {
  readonly registry: Registry;
  close(): Promise<void>;
}

export interface OpenRegistryDeps {
  readonly kube: Pick<Kube, 'get'>;
  readonly log: Log;
  /** Told of every request that leaves. */
  readonly onRequest?: RegistryDeps['onRequest'];
}

/** The registries as the options and the environment describe them. */
export function openRegistry(
  io: Io,
  options: ConnectionOptions,
  deps: OpenRegistryDeps,
): OpenRegistry {
  const { environment } = io;
  const { kube, log, onRequest } = deps;
  const http = createHttp({
    httpProxy: environment.HTTP_PROXY ?? environment.http_proxy,
    httpsProxy: environment.HTTPS_PROXY ?? environment.https_proxy,
    noProxy: environment.NO_PROXY ?? environment.no_proxy,
  });
  const clock = systemClock;
  const registries = registriesOf(options);
  for (const warning of registries.warnings) log.warn('registries.conf', { reason: warning });
  const credentials = createCredentials({
    kube,
    clock,
    readVariable: variablesOf(environment),
    runScript: scriptRunner(environment),
  });
  const registry = createRegistry({
    http,
    clock,
    random: systemRandom,
    log,
    credentials,
    registries,
    onRequest,
  });
  return { registry, close: () => http.close() };
}

/** A Kubernetes API that is connected only when a Secret is asked for. */
export function lazyKube(io: Io, { kubeconfig, context }: ConnectionOptions): Pick<Kube, 'get'> {
  const { environment } = io;
  const clock = systemClock;
  let connected: ReturnType<typeof connectKube> | undefined;
  return {
    async get(kind, key) {
      connected ??= connectKube({ kubeconfig, context, environment, clock, random: systemRandom });
      return (await connected).get(kind, key);
    },
  };
}

const USUAL_CONF = '/app/config/registries.conf';

/** A file that was named must be there; upstream's usual place may be empty. */
function registriesOf({ registriesConfPath, argocdNamespace }: ConnectionOptions): Registries {
  const where = registriesConfPath ?? USUAL_CONF;
  const text = registriesConfPath === undefined ? readTextIfAny(where) : readText(where);
  if (text === undefined) return builtInRegistries;
  const namespace = argocdNamespace ?? 'argocd';
  return orThrow(readRegistries({ where, text, namespace, readFile: readText }));
}
