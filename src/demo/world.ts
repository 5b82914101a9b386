import { Secret } from '../model/secret.ts';
import { type EmbeddedGit, startGitServer } from './git/server.ts';
import { type EmbeddedKube, startKubeApi } from './kube/server.ts';
import { type EmbeddedRegistry, startRegistry } from './registry/registry.ts';

/** The servers of the demo, with what is in them before the story begins. */
export interface World {
  readonly kube: EmbeddedKube;
  readonly registry: EmbeddedRegistry;
  readonly git: EmbeddedGit;
  /** URL of the GitOps repository. */
  readonly gitops: string;
  /** `127.0.0.1:PORT/acme/back` */
  readonly image: string;
  stop(): Promise<void>;
}

export const NAMESPACE = 'argocd';
export const REPOSITORY = 'acme/back';
export const VALUES_FILE = 'charts/back/values.yaml';
export const GITOPS = 'gitops';

const UPSTREAM = 'argocd-image-updater.argoproj.io';
const REGISTRY_LOGIN = { username: 'deployer', password: 'registry-token' };
const GIT_LOGIN = { username: 'tagboat', password: 'git-token' };

const VALUES = `# Default values of the back service.
replicaCount: 2

image:
  repository: IMAGE
  tag: v1.0.2 # written back by the updater
  pullPolicy: IfNotPresent
`;

/** Starts the servers and puts v1.0.0 to v1.0.2 into them, with two Applications that run v1.0.2. */
export async function startWorld(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<World> {
  const [kube, registry, git] = await Promise.all([
    startKubeApi({ namespaces: [NAMESPACE] }),
    startRegistry({ auth: { kind: 'bearer', login: REGISTRY_LOGIN } }),
    startGitServer({
      environment,
      login: { username: GIT_LOGIN.username, password: new Secret(GIT_LOGIN.password) },
    }),
  ]);
  const image = `${registry.host}/${REPOSITORY}`;
  for (const tag of ['v1.0.0', 'v1.0.1', 'v1.0.2']) {
    registry.pushImage(REPOSITORY, tag, { label: tag });
  }
  const files = { [VALUES_FILE]: VALUES.replace('IMAGE', image) };
  const gitops = await git.createRepository(GITOPS, files);
  for (const object of clusterObjects(image, gitops)) kube.put(object);
  return {
    kube,
    registry,
    git,
    gitops,
    image,
    async stop() {
      await Promise.all([kube.stop(), registry.stop(), git.stop()]);
    },
  };
}

/** What registries.conf says of the embedded registry, which speaks plain HTTP. */
export function registriesConf({ registry }: World): string {
  return [
    'registries:',
    '  - name: embedded',
    `    prefix: ${registry.host}`,
    `    api_url: ${registry.url}`,
    `    credentials: secret:${NAMESPACE}/registry#creds`,
    '',
  ].join('\n');
}

function clusterObjects(image: string, gitops: string): readonly object[] {
  return [
    secret('registry', { creds: `${REGISTRY_LOGIN.username}:${REGISTRY_LOGIN.password}` }),
    secret('gitops', { type: 'git', url: gitops, ...GIT_LOGIN }, 'repository'),
    application('back', image, gitops, { 'write-back-method': 'argocd' }),
    application('back-git', image, gitops, {
      'write-back-method': 'git',
      'write-back-target': `helmvalues:/${VALUES_FILE}`,
      'git-branch': 'main',
      'back.allow-tags': 'regexp:^v\\d+\\.\\d+\\.\\d+$',
    }),
  ];
}

function application(
  name: string,
  image: string,
  gitops: string,
  own: Record<string, string>,
): object {
  const settings = {
    'image-list': `back=${image}`,
    'back.update-strategy': 'semver',
    'back.helm.image-name': 'image.repository',
    'back.helm.image-tag': 'image.tag',
    ...own,
  };
  const annotations = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`${UPSTREAM}/${key}`, value]),
  );
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: NAMESPACE, annotations },
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'acme' },
      source: { repoURL: gitops, path: 'charts/back', targetRevision: 'main' },
    },
    status: { sourceType: 'Helm', summary: { images: [`${image}:v1.0.2`] } },
  };
}

function secret(name: string, data: Record<string, string>, type?: string): object {
  const labels = type === undefined ? {} : { 'argocd.argoproj.io/secret-type': type };
  const encoded = Object.entries(data).map(([key, value]) => [
    key,
    Buffer.from(value).toString('base64'),
  ]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: NAMESPACE, labels },
    data: Object.fromEntries(encoded),
  };
}
