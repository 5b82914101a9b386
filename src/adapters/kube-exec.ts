import { execFile } from 'node:child_process';
import * as z from 'zod';
import { TagboatError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { Secret } from '../model/secret.ts';
import type { Clock } from '../ports.ts';
import type { KubeAuth, KubeCredential } from './kube-auth.ts';
import { parseJson } from './kube-body.ts';

/** A credential plugin of a kubeconfig (client-go credential plugins, `client.authentication.k8s.io`). */
export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment the plugin gets. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cluster: { readonly server: string; readonly ca?: string | undefined };
  readonly provideClusterInfo: boolean;
}

/** A plugin may open a browser and wait for a person. */
const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

const ExecCredential = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    expirationTimestamp: z.iso.datetime({ offset: true }).optional(),
    token: z.string().min(1).optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
  }),
});
type ExecCredential = z.infer<typeof ExecCredential>;

/** Runs the plugin when a credential is needed, and again once it has expired; concurrent askers share a run. */
export function execAuth(plugin: ExecPlugin, clock: Clock): KubeAuth {
  let kept: ExecCredential | undefined;
  let running: Promise<ExecCredential> | undefined;
  return {
    async credential() {
      if (kept === undefined || isExpired(kept, clock.now())) {
        running ??= run(plugin).finally(() => {
          running = undefined;
        });
        kept = await running;
      }
      return credentialOf(kept);
    },
    renew() {
      kept = undefined;
      return true;
    },
  };
}

function isExpired({ status }: ExecCredential, now: number): boolean {
  const { expirationTimestamp } = status;
  return expirationTimestamp !== undefined && Date.parse(expirationTimestamp) <= now;
}

function credentialOf({ status }: ExecCredential): KubeCredential {
  const { token, clientCertificateData: cert, clientKeyData: key } = status;
  return {
    token: token === undefined ? undefined : new Secret(token),
    certificate:
      cert === undefined || key === undefined ? undefined : { cert, key: new Secret(key) },
  };
}

async function run(plugin: ExecPlugin): Promise<ExecCredential> {
  const where = `credential plugin ${plugin.command}`;
  const parsed = ExecCredential.safeParse(parseJson(await output(plugin, where)));
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'unknown' };
  throw new TagboatError('invalid-config', {
    what: 'the plugin printed no ExecCredential',
    where,
    found: `${path.join('.') || 'output'}: ${message}`,
    expected: `JSON of kind ExecCredential, ${plugin.apiVersion}`,
  });
}

function output(plugin: ExecPlugin, where: string): Promise<string> {
  const env = { ...plugin.environment, KUBERNETES_EXEC_INFO: execInfo(plugin) };
  const options = { env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  return new Promise((resolve, reject) => {
    execFile(plugin.command, [...plugin.args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(failure(error, stderr, where));
    });
  });
}

function failure(error: Error & { code?: unknown }, stderr: string, where: string): TagboatError {
  const missing = error.code === 'ENOENT';
  return new TagboatError(missing ? 'invalid-config' : 'unavailable', {
    what: missing ? 'the plugin is not installed' : `the plugin failed (${String(error.code)})`,
    where,
    ...(stderr.trim() === '' ? {} : { found: printable(stderr.trim()) }),
  });
}

/** What the plugin may ask of its caller: no terminal, and the cluster when the kubeconfig says so. */
function execInfo({ apiVersion, cluster, provideClusterInfo }: ExecPlugin): string {
  const { server, ca } = cluster;
  const about = {
    server,
    ...(ca === undefined
      ? {}
      : { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
  };
  const spec = { interactive: false, ...(provideClusterInfo ? { cluster: about } : {}) };
  return JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
}
