import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildFlags, type PartName, recipes } from './recipes.ts';

/** A real part of the real tier. */
export interface RealPart {
  readonly name: PartName;
  /** As in the part's go.mod (`v3.6.5`), or `KUBEBUILDER_ASSETS` where it comes from there. */
  readonly version: string;
  /** The program, or for `argo-cd`, `argo-rollouts` and `gateway-api` the folder with their CRD files. */
  readonly path: string;
  /** Why the part cannot be used, as a sentence. Absent when it is there. */
  readonly missing?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the real parts are, or why one is not. etcd and kube-apiserver come from
 * `KUBEBUILDER_ASSETS` where that is set, everything else from the cache that `npm run real:build` fills.
 */
export function realBinaries(env: Environment = process.env): Readonly<Record<PartName, RealPart>> {
  return {
    'kube-apiserver': givenPart('kube-apiserver', env) ?? cachedPart('kube-apiserver', env),
    etcd: givenPart('etcd', env) ?? cachedPart('etcd', env),
    registry: cachedPart('registry', env),
    helm: cachedPart('helm', env),
    kustomize: cachedPart('kustomize', env),
    'argo-cd': cachedPart('argo-cd', env),
    'argo-rollouts': cachedPart('argo-rollouts', env),
    'gateway-api': cachedPart('gateway-api', env),
  };
}

/**
 * Why these parts cannot be used together, for the title of a skipped test; undefined when all are there.
 *
 * @throws Error with the same reason when `CI` is set, where a skip is a failure.
 */
export function skipReason(
  names: readonly PartName[],
  env: Environment = process.env,
): string | undefined {
  const parts = realBinaries(env);
  const reasons = names.flatMap((name) => parts[name].missing ?? []);
  if (reasons.length === 0) {
    return undefined;
  }
  const reason = reasons.join(' ');
  if (env.CI) {
    throw new Error(`The real tier may skip nothing in CI. ${reason}`);
  }
  return reason;
}

/** The folder of this part's go.mod. */
export function moduleFolder(name: PartName): string {
  return join(import.meta.dirname, name);
}

function givenPart(name: PartName, env: Environment): RealPart | undefined {
  const folder = env.KUBEBUILDER_ASSETS;
  if (!folder) {
    return undefined;
  }
  const part = { name, version: 'KUBEBUILDER_ASSETS', path: join(folder, name) };
  return existsSync(part.path)
    ? part
    : { ...part, missing: `KUBEBUILDER_ASSETS is set to ${folder}, which holds no ${name}.` };
}

function cachedPart(name: PartName, env: Environment): RealPart {
  const folder = moduleFolder(name);
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8');
  const goSum = readFileSync(join(folder, 'go.sum'), 'utf8');
  const { module, make } = recipes[name];
  const version = requiredVersion(goMod, module);
  const recipe = make.kind === 'program' ? buildFlags(make, version) : make.names;
  const hash = createHash('sha256')
    .update(JSON.stringify([goMod, goSum, recipe, process.platform, process.arch]))
    .digest('hex')
    .slice(0, 12);
  const home = join(cacheFolder(env), 'bin', `${name}-${version}-${hash}`);
  const part = { name, version, path: make.kind === 'program' ? join(home, name) : home };
  return existsSync(part.path)
    ? part
    : { ...part, missing: `${name} ${version} is not built: npm run real:build -- ${name}.` };
}

function cacheFolder(env: Environment): string {
  return env.TAGBOAT_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tagboat');
}

function requiredVersion(goMod: string, module: string): string {
  const line = goMod.split('\n').find((text) =>
    text
      .trim()
      .replace(/^require /, '')
      .startsWith(`${module} v`),
  );
  const version = line?.split(`${module} `)[1]?.split(' ')[0];
  if (version === undefined) {
    throw new Error(`go.mod requires no ${module}; run: go get -tool ${module}@VERSION`);
  }
  return version;
}
