import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from 'undici';
import { parse, stringify } from 'yaml';
import { type RawKube, type RawKubeOptions, rawKube } from '../../support/kube-raw.ts';
import { realBinaries } from '../build/binaries.ts';
import { freePort, type RunningProcess, startProcess } from './process.ts';

/** A kube-apiserver with its etcd and CRDs. There are no controllers, so nothing is garbage collected. */
export interface RealKube {
  readonly url: string;
  /** The certificate authority of the server, PEM. */
  readonly ca: string;
  readonly tokens: {
    /** May do everything. */
    readonly admin: string;
    /** May do nothing until RBAC gives the user `restricted` something. */
    readonly restricted: string;
  };
  kubeconfig(options?: { readonly token?: string; readonly namespace?: string }): string;
  /** Lets etcd forget all versions but the present one. */
  compact(): Promise<void>;
  /** Ends both processes and deletes their data. */
  stop(): Promise<void>;
}

type CrdPart = 'argo-cd' | 'argo-rollouts' | 'gateway-api';

export interface RealKubeOptions {
  /** `Name=false,Other=true` */
  readonly featureGates?: string | undefined;
  /** Whose CRDs are applied. @default Argo CD's */
  readonly crds?: readonly CrdPart[] | undefined;
}

/** @throws Error with the end of the logs when one of them does not come up */
export async function startRealKube(options: RealKubeOptions = {}): Promise<RealKube> {
  // A path of a socket has at most 107 characters.
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-kube-'));
  const tokens = { admin: randomToken(), restricted: randomToken() };
  await writeCredentials(folder, tokens);
  const etcd = startEtcd(folder);
  const processes = [etcd];
  const stop = async () => {
    await Promise.all(processes.map((each) => each.kill()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const server = await startApiServer({ folder, token: tokens.admin, etcd, ...options });
    processes.push(server.process);
    const { url, ca } = server;
    await applyCrds({ server: url, token: tokens.admin, ca }, options.crds ?? ['argo-cd']);
    return {
      url,
      ca,
      tokens,
      kubeconfig: ({ token = tokens.admin, namespace = 'default' } = {}) =>
        kubeconfigText({ url, ca, token, namespace }),
      compact: () => compact(join(folder, 'etcd.sock')),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function randomToken(): string {
  return randomBytes(16).toString('hex');
}

async function writeCredentials(folder: string, tokens: RealKube['tokens']): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const users = `${tokens.admin},admin,1,"system:masters"\n${tokens.restricted},restricted,2\n`;
  await writeFile(join(folder, 'sa.key'), privateKey, { mode: 0o600 });
  await writeFile(join(folder, 'sa.pub'), publicKey);
  await writeFile(join(folder, 'tokens.csv'), users, { mode: 0o600 });
}

function startEtcd(folder: string): RunningProcess {
  return startProcess('etcd', realBinaries().etcd.path, [
    `--data-dir=${folder}/etcd`,
    '--name=test',
    '--unsafe-no-fsync',
    '--log-level=warn',
    '--watch-progress-notify-interval=5s',
    `--listen-client-urls=unix://${folder}/etcd.sock`,
    '--advertise-client-urls=http://localhost:2379',
    `--listen-peer-urls=unix://${folder}/peer.sock`,
    '--initial-advertise-peer-urls=http://localhost:2380',
    '--initial-cluster=test=http://localhost:2380',
  ]);
}

interface ApiServer {
  readonly process: RunningProcess;
  readonly url: string;
  readonly ca: string;
}

const STARTS = 3;

/** Somebody may take the free port before the server does: then it ends, and another port is tried. */
async function startApiServer({
  folder,
  token,
  etcd,
  featureGates,
}: RealKubeOptions & {
  readonly folder: string;
  readonly token: string;
  readonly etcd: RunningProcess;
}): Promise<ApiServer> {
  let failure: unknown;
  for (let start = 0; start < STARTS; start += 1) {
    const port = await freePort();
    const process = startProcess(
      'kube-apiserver',
      realBinaries()['kube-apiserver'].path,
      apiServerArgs({ folder, port, featureGates }),
    );
    try {
      const url = `https://127.0.0.1:${port}`;
      return { process, url, ca: await ready({ folder, url, token, processes: [process, etcd] }) };
    } catch (error) {
      failure = error;
      await process.kill();
    }
  }
  throw failure;
}

function apiServerArgs({
  folder,
  port,
  featureGates,
}: RealKubeOptions & { readonly folder: string; readonly port: number }): string[] {
  return [
    `--etcd-servers=unix://${folder}/etcd.sock`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${folder}/certs`,
    `--token-auth-file=${folder}/tokens.csv`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${folder}/sa.pub`,
    `--service-account-signing-key-file=${folder}/sa.key`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--endpoint-reconciler-type=none',
    '--disable-admission-plugins=ServiceAccount',
    ...(featureGates === undefined ? [] : [`--feature-gates=${featureGates}`]),
  ];
}

const READY_MS = 60_000;
const POLL_MS = 100;

/** @returns the server's certificate, which is its own authority */
async function ready({
  folder,
  url,
  token,
  processes,
}: {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly processes: readonly RunningProcess[];
}): Promise<string> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end && !processes.some((process) => process.ended())) {
    const ca = await readFile(join(folder, 'certs', 'apiserver.crt'), 'utf8').catch(() => '');
    if (ca !== '' && (await isReady({ server: url, token, ca }))) return ca;
    await delay(POLL_MS);
  }
  const logs = processes.map((each) => `--- ${each.name}\n${each.tail()}`).join('\n');
  throw new Error(`kube-apiserver did not become ready\n${logs}`);
}

async function isReady(options: RawKubeOptions): Promise<boolean> {
  const raw = rawKube(options);
  const status = await raw.request('GET', '/readyz').then(
    (answer) => answer.status,
    () => 0,
  );
  await raw.close();
  return status === 200;
}

async function applyCrds(options: RawKubeOptions, parts: readonly CrdPart[]): Promise<void> {
  const raw = rawKube(options);
  for (const part of parts) {
    const folder = realBinaries()[part].path;
    for (const file of await readdir(folder)) {
      await applyCrd(raw, parse(await readFile(join(folder, file), 'utf8'), { maxAliasCount: 0 }));
    }
  }
  await raw.close();
}

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string }[];
  };
}

async function applyCrd(raw: RawKube, crd: Crd): Promise<void> {
  const { group, names, versions } = crd.spec;
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const { status, body } = await raw.request('POST', path, crd);
  if (status !== 201) throw new Error(`${names.plural}: ${status} ${JSON.stringify(body)}`);
  await until(async () => {
    const served = await raw.request('GET', `/apis/${group}/${versions[0]?.name}/${names.plural}`);
    return served.status === 200;
  }, `${names.plural} to be served`);
}

/** Asks again and again; nothing tells when a kind begins to be served. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + READY_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await delay(POLL_MS);
  }
}

/** Over etcd's JSON gateway; etcd listens on a socket only. */
async function compact(socketPath: string): Promise<void> {
  const agent = new Agent({ connect: { socketPath } });
  const post = async (path: string, body: object) => {
    const answer = await agent.request({
      origin: 'http://localhost',
      path,
      method: 'POST',
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`etcd ${path}: ${answer.statusCode} ${text}`);
    return JSON.parse(text);
  };
  const { header } = await post('/v3/kv/range', { key: Buffer.from('/').toString('base64') });
  await post('/v3/kv/compaction', { revision: header.revision, physical: true });
  await agent.destroy();
}

function kubeconfigText({
  url,
  ca,
  token,
  namespace,
}: {
  readonly url: string;
  readonly ca: string;
  readonly token: string;
  readonly namespace: string;
}): string {
  const authority = Buffer.from(ca).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'real',
    clusters: [{ name: 'real', cluster: { server: url, 'certificate-authority-data': authority } }],
    users: [{ name: 'real', user: { token } }],
    contexts: [{ name: 'real', context: { cluster: 'real', user: 'real', namespace } }],
  });
}
