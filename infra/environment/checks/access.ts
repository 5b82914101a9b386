import type { Environment } from '../../environment.ts';
import { entryPath, type Finding } from '../finding.ts';

type Registry = Environment['registries'][number];
type GitAccess = Environment['gitAccess'][number];

/** Whether updater, Argo CD and pods get where they must. */
export function checkAccess(environment: Environment): readonly Finding[] {
  return [
    ...checkWriteBack(environment),
    ...checkBranch(environment),
    ...environment.gitAccess.flatMap(checkTransport),
    ...environment.registries.flatMap((registry, index) => [
      ...checkRotation(environment, registry, entryPath('registries', index, '.auth.tokenNext')),
      ...checkIdentity(registry, entryPath('registries', index, '.auth.kind')),
    ]),
    ...checkWatchNamespaces(environment),
  ];
}

function writesGit({ services, applicationSets }: Environment): boolean {
  return [...services, ...applicationSets].some(({ writeBack }) => writeBack === 'git');
}

function checkWriteBack(environment: Environment): readonly Finding[] {
  const { gitops, gitAccess } = environment;
  if (!writesGit(environment) || gitAccess.some((access) => covers(access, gitops.repository))) {
    return [];
  }
  return [
    {
      path: 'tagboat:environment.gitAccess',
      found: 'no entry whose url is, or as a template begins, that of gitops.repository',
      reason: 'writeBack: git pushes to this repository, which nobody may without credentials',
      wayOut: `add { kind: token, url: ${gitops.repository}, username: …, token: … }, or set writeBack to argocd`,
    },
  ];
}

function covers({ url, template }: GitAccess, repository: string): boolean {
  return template ? repository.startsWith(url) : bareUrl(url) === bareUrl(repository);
}

function bareUrl(url: string): string {
  return url.replace(/\/$/, '').replace(/\.git$/, '');
}

/** Commits, tags and refs: nothing can be pushed onto them. */
const NO_BRANCH = /^(?:[0-9a-f]{40}|HEAD|refs\/.*|v?\d+\.\d+(?:\.\d+)?)$/;

function checkBranch(environment: Environment): readonly Finding[] {
  const { branch } = environment.gitops;
  if (!writesGit(environment) || !NO_BRANCH.test(branch)) return [];
  return [
    {
      path: 'tagboat:environment.gitops.branch',
      found: branch,
      reason: 'writeBack: git pushes commits, and only a branch takes them',
      wayOut: 'write the name of a branch, such as main',
    },
  ];
}

function checkTransport({ kind, url }: GitAccess, index: number): readonly Finding[] {
  const web = /^https?:/.test(url);
  if (web === (kind !== 'ssh')) return [];
  return [
    {
      path: entryPath('gitAccess', index, '.url'),
      found: `${url} with kind ${kind}`,
      reason: web ? 'a key is of no use over HTTPS' : 'a token is of no use over SSH',
      wayOut: web ? 'write git@host:owner/repository' : 'write https://host/owner/repository',
    },
  ];
}

function checkRotation(
  { updater }: Environment,
  { auth }: Registry,
  path: string,
): readonly Finding[] {
  if (auth.kind !== 'token' || auth.tokenNext === undefined) return [];
  const finding = { path, found: auth.tokenNext };
  if (updater.engine === 'argocd-image-updater') {
    const reason = 'argocd-image-updater has one slot for a token, and would never try the second';
    return [{ ...finding, reason, wayOut: 'set token alone, or updater.engine to tagboat' }];
  }
  if (auth.token !== auth.tokenNext) return [];
  return [{ ...finding, reason: 'it is the same key as token', wayOut: 'name another key' }];
}

/** Amazon's, Google's and Microsoft's registries: who runs in their clouds can log in by identity. */
const CLOUD =
  /(?:^|\.)(?:dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?|[a-z0-9-]+-docker\.pkg\.dev|gcr\.io|azurecr\.io)(?:\/|$)/;

function checkIdentity({ auth, prefix }: Registry, path: string): readonly Finding[] {
  if (auth.kind !== 'workloadIdentity' || CLOUD.test(prefix)) return [];
  return [
    {
      path,
      found: `workloadIdentity for ${prefix}`,
      reason: 'only ECR, GAR and ACR know the identities of their clouds',
      wayOut: 'set kind to token, with username and token',
    },
  ];
}

const PARAMETER = 'application.namespaces';

function checkWatchNamespaces({ argocd, updater }: Environment): readonly Finding[] {
  const allowed = (argocd.params[PARAMETER] ?? '').split(',').map((name) => name.trim());
  return updater.watchNamespaces.flatMap((name, index) => {
    if (name === argocd.namespace || allowed.includes(name) || allowed.includes('*')) return [];
    return [
      {
        path: `tagboat:environment.updater.watchNamespaces[${index}]`,
        found: name,
        reason: 'Argo CD itself takes no Applications in this namespace',
        wayOut: `add it to argocd.params, "${PARAMETER}"`,
      },
    ];
  });
}
