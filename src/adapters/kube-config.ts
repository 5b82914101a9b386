import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import { TagboatError } from '../model/errors.ts';
import type { Clock } from '../ports.ts';
import { staticAuth } from './kube-auth.ts';
import type { KubeEndpoint } from './kube-http.ts';
import { KubeconfigUser, pem, userAuth } from './kube-user.ts';

export interface KubeconfigOptions {
  /** @default the kubeconfig's current-context */
  readonly context?: string | undefined;
  /** What credential plugins get. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

const Named = z.array(z.looseObject({ name: z.string() })).nullish();
const Kubeconfig = z.object({
  'current-context': z.string().optional(),
  clusters: Named,
  contexts: Named,
  users: Named,
});

const Context = z.object({
  cluster: z.string(),
  user: z.string().optional(),
  namespace: z.string().min(1).optional(),
});

const Cluster = z.object({
  server: z.url({ protocol: /^https?$/ }),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.base64().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
  'proxy-url': z.url({ protocol: /^https?$/ }).optional(),
});

/** One file, as far as it was read: the entries are checked when they are used. */
interface Source {
  readonly path: string;
  readonly config: z.infer<typeof Kubeconfig>;
}

/** An entry that was used and is right, and the file it stands in. */
interface Entry<T> {
  readonly value: T;
  readonly file: string;
}

/**
 * Reads kubeconfig files as kubectl does: of several, the first to name something wins, and one that does
 * not exist is skipped.
 * @throws TagboatError `invalid-config`
 */
export async function kubeconfigEndpoint(
  paths: readonly string[],
  { context: wanted, environment, clock }: KubeconfigOptions,
): Promise<KubeEndpoint> {
  const sources = await readSources(paths);
  const name = wanted ?? sources.map(({ config }) => config['current-context']).find(Boolean);
  if (name === undefined) throw invalid(paths.join(':'), 'it has no current-context');
  const context = find(sources, { key: 'context', name, schema: Context }).value;
  const { value: cluster, file } = find(sources, {
    key: 'cluster',
    name: context.cluster,
    schema: Cluster,
  });
  const ca = await pem(
    cluster['certificate-authority-data'],
    cluster['certificate-authority'],
    file,
  );
  const user =
    context.user === undefined
      ? undefined
      : find(sources, { key: 'user', name: context.user, schema: KubeconfigUser });
  const surroundings = { environment, clock, cluster: { server: cluster.server, ca } };
  return {
    server: cluster.server,
    namespace: context.namespace ?? 'default',
    auth: user ? await userAuth(user.value, { file: user.file, ...surroundings }) : staticAuth({}),
    tls: {
      ca,
      insecure: cluster['insecure-skip-tls-verify'],
      serverName: cluster['tls-server-name'],
    },
    proxy: cluster['proxy-url'],
  };
}

async function readSources(paths: readonly string[]): Promise<Source[]> {
  const read = await Promise.all(paths.map((path) => readSource(path, paths.length > 1)));
  return read.filter((source) => source !== undefined);
}

async function readSource(path: string, mayBeAbsent: boolean): Promise<Source | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && mayBeAbsent) return undefined;
    throw invalid(path, `it cannot be read (${error.code})`);
  });
  if (text === undefined) return undefined;
  const parsed = Kubeconfig.safeParse(yaml(text, path) ?? {});
  if (parsed.success) return { path, config: parsed.data };
  throw invalid(path, issue(parsed.error));
}

/** Without the parser's message, which quotes the file: it holds secrets. */
function yaml(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch {
    throw invalid(path, 'it is no YAML');
  }
}

interface Wanted<T> {
  readonly key: 'context' | 'cluster' | 'user';
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

function find<T>(sources: readonly Source[], { key, name, schema }: Wanted<T>): Entry<T> {
  for (const { path, config } of sources) {
    const entry = config[`${key}s`]?.find((candidate) => candidate.name === name);
    if (entry === undefined) continue;
    const parsed = schema.safeParse(entry[key]);
    if (!parsed.success) throw invalid(path, `${key} ${name}: ${issue(parsed.error)}`);
    return { value: parsed.data, file: path };
  }
  throw invalid(sources.map(({ path }) => path).join(':'), `it has no ${key} named ${name}`);
}

/** The first thing that is wrong: `server: Invalid URL`. Never the value, which may be a secret. */
function issue({ issues: [first] }: z.ZodError): string {
  if (first === undefined) return 'it is not valid';
  return first.path.length === 0 ? first.message : `${first.path.join('.')}: ${first.message}`;
}

function invalid(path: string, what: string): TagboatError {
  return new TagboatError('invalid-config', { what, where: `kubeconfig ${path}` });
}
