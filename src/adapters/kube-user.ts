import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { TagboatError } from '../model/errors.ts';
import { Secret } from '../model/secret.ts';
import type { Clock } from '../ports.ts';
import { type KubeAuth, type KubeCredential, staticAuth, tokenFileAuth } from './kube-auth.ts';
import { type ExecPlugin, execAuth } from './kube-exec.ts';

/** Ignoring one of these would act as somebody else than the kubeconfig says. */
const unsupported = z
  .never({ error: 'not supported; use a token, a client certificate or exec' })
  .optional();

/** The user of a kubeconfig (reference of `client.config`, v1, AuthInfo). */
export const KubeconfigUser = z.object({
  token: z.string().min(1).optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.base64().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.base64().optional(),
  exec: z
    .object({
      apiVersion: z.string(),
      command: z.string().min(1),
      args: z.array(z.string()).nullish(),
      env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
      provideClusterInfo: z.boolean().optional(),
    })
    .optional(),
  'auth-provider': unsupported,
  username: unsupported,
  as: unsupported,
  'as-groups': unsupported,
});
export type KubeconfigUser = z.infer<typeof KubeconfigUser>;

export interface UserContext {
  /** The kubeconfig the user stands in; relative paths start from its directory. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly cluster: ExecPlugin['cluster'];
}

/** The way in that a user of a kubeconfig has. @throws TagboatError `invalid-config` */
export async function userAuth(user: KubeconfigUser, context: UserContext): Promise<KubeAuth> {
  if (user.exec !== undefined) return execAuth(pluginOf(user.exec, context), context.clock);
  const certificate = await certificateOf(user, context.file);
  if (user.tokenFile !== undefined) {
    const tokens = tokenFileAuth(beside(context.file, user.tokenFile), context.clock);
    return { ...tokens, credential: async () => ({ ...(await tokens.credential()), certificate }) };
  }
  const token = user.token === undefined ? undefined : new Secret(user.token);
  return staticAuth({ token, certificate });
}

/** A PEM that stands in a kubeconfig as base64, or in a file that it names. */
export async function pem(
  data: string | undefined,
  path: string | undefined,
  kubeconfig: string,
): Promise<string | undefined> {
  if (data !== undefined) return Buffer.from(data, 'base64').toString();
  if (path === undefined) return undefined;
  return readFile(beside(kubeconfig, path), 'utf8').catch((cause: unknown) => {
    throw new TagboatError(
      'invalid-config',
      { what: `the file ${path} that it names cannot be read`, where: `kubeconfig ${kubeconfig}` },
      cause,
    );
  });
}

async function certificateOf(
  user: KubeconfigUser,
  file: string,
): Promise<KubeCredential['certificate']> {
  const cert = await pem(user['client-certificate-data'], user['client-certificate'], file);
  const key = await pem(user['client-key-data'], user['client-key'], file);
  return cert === undefined || key === undefined ? undefined : { cert, key: new Secret(key) };
}

function pluginOf(
  exec: NonNullable<KubeconfigUser['exec']>,
  { file, environment, cluster }: UserContext,
): ExecPlugin {
  const own = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  return {
    apiVersion: exec.apiVersion,
    command: exec.command.includes('/') ? beside(file, exec.command) : exec.command,
    args: exec.args ?? [],
    environment: { ...environment, ...own },
    cluster,
    provideClusterInfo: exec.provideClusterInfo ?? false,
  };
}

function beside(kubeconfig: string, path: string): string {
  return resolve(dirname(kubeconfig), path);
}
