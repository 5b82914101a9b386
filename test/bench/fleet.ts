import type { ClusterObjects } from './cluster.ts';
import { application, secret } from './objects.ts';

/** How many there are of everything. Each Application watches one image. */
export interface FleetSize {
  readonly applications: number;
  readonly repositories: number;
  readonly tags: number;
}

export interface FleetOptions extends FleetSize {
  readonly strategy: 'semver' | 'newest-build' | 'digest';
  readonly writeBack: 'argocd' | 'git';
}

export interface Servers {
  /** The registry's `host:port`. */
  readonly host: string;
  /** URL of the repository of all charts. */
  readonly gitops: string;
}

export const REGISTRY_LOGIN = { username: 'deployer', password: 'registry-token' };
export const GIT_LOGIN = { username: 'tagboat', password: 'git-token' };

/** Of the Secret that {@link fleetObjects} makes. */
export const REGISTRY_SECRET = 'registry#creds';

/** The one tag that the digest strategy follows. */
export const FOLLOWED = 'stable';

/** Teams differ in what they let in, so a repository has several policies. All of them take the newest. */
const CONSTRAINTS = ['', ':1.x', ':^1', ':>=1.0.0'] as const;

export function repositoriesOf({ repositories }: FleetSize): readonly string[] {
  return numbered(repositories, 'team/service');
}

/** Oldest first. */
export function tagsOf({ tags, strategy }: FleetOptions): readonly string[] {
  const versions = Array.from({ length: tags }, (_, i) => `v1.${Math.floor(i / 10)}.${i % 10}`);
  return strategy === 'digest' ? [...versions.slice(1), FOLLOWED] : versions;
}

/** The values of each Application's chart, by path. */
export function valuesFiles(options: FleetOptions): Readonly<Record<string, string>> {
  const text = `# Default values.\nreplicaCount: 2\nimage:\n  tag: ${runningTag(options)} # written back\n`;
  return Object.fromEntries(namesOf(options).map((name) => [valuesFile(name), text]));
}

/** Applications that run the oldest tag, and the logins to both servers. */
export function fleetObjects(options: FleetOptions, { host, gitops }: Servers): ClusterObjects {
  const repositories = repositoriesOf(options);
  const { username, password } = REGISTRY_LOGIN;
  const repositoryLabel = { 'argocd.argoproj.io/secret-type': 'repository' };
  return {
    secrets: [
      secret('registry', { creds: `${username}:${password}` }),
      secret('gitops', { type: 'git', url: gitops, ...GIT_LOGIN }, repositoryLabel),
    ],
    applications: namesOf(options).map((name, i) => {
      const image = `${host}/${repositories[i % repositories.length]}`;
      const constraint = constraintOf(options, Math.floor(i / repositories.length));
      return application({
        name,
        image,
        tag: runningTag(options),
        repoURL: gitops,
        annotations: {
          'image-list': `app=${image}${constraint}`,
          'app.update-strategy': options.strategy,
          ...(options.writeBack === 'git' ? gitAnnotations(name) : {}),
        },
        overridden: options.writeBack === 'argocd',
      });
    }),
  };
}

function constraintOf({ strategy }: FleetOptions, turn: number): string {
  if (strategy === 'semver') return CONSTRAINTS[turn % CONSTRAINTS.length] ?? '';
  return strategy === 'digest' ? `:${FOLLOWED}` : '';
}

function gitAnnotations(name: string): Readonly<Record<string, string>> {
  return {
    'write-back-method': 'git',
    'write-back-target': `helmvalues:/${valuesFile(name)}`,
    'app.helm.image-tag': 'image.tag',
  };
}

function runningTag(options: FleetOptions): string {
  return options.strategy === 'digest' ? FOLLOWED : (tagsOf(options)[0] ?? '');
}

function namesOf({ applications }: FleetSize): readonly string[] {
  return numbered(applications, 'app');
}

function valuesFile(name: string): string {
  return `charts/${name}/values.yaml`;
}

function numbered(count: number, name: string): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${name}-${String(i).padStart(5, '0')}`);
}
