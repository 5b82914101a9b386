import { TagboatError } from '../../src/model/errors.ts';
import type { Environment } from '../environment.ts';
import { CREDS_KEY, CREDS_NEXT_KEY } from './registries.ts';

type Registry = Environment['registries'][number];
type GitAccess = Environment['gitAccess'][number];

/** The content of a Secret, not yet encoded. */
export type SecretContent = Readonly<Record<string, string>>;

/** What the updater reads: `username:token`, and a second one for the time of a rotation. */
export function credsContent(
  username: string,
  [token, next]: readonly [string, string?],
): SecretContent {
  const first = { [CREDS_KEY]: `${username}:${token}` };
  return next === undefined ? first : { ...first, [CREDS_NEXT_KEY]: `${username}:${next}` };
}

/** What the kubelet reads, as of type `kubernetes.io/dockerconfigjson`. */
export function dockerConfigContent(
  { prefix }: Registry,
  username: string,
  token: string,
): SecretContent {
  const [host = ''] = prefix.split('/');
  const server = host === 'docker.io' ? 'https://index.docker.io/v1/' : prefix;
  const auth = Buffer.from(`${username}:${token}`).toString('base64');
  return {
    '.dockerconfigjson': JSON.stringify({
      auths: { [server]: { username, password: token, auth } },
    }),
  };
}

/**
 * The token itself, unless it is known that it cannot work: GitHub's packages know classic tokens only.
 * https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry
 *
 * @param key which secret of the environment file it is, for the error
 * @throws TagboatError `invalid-config` that does not show the token
 */
export function acceptedToken({ name, prefix }: Registry, key: string, token: string): string {
  const isGithub = prefix === 'ghcr.io' || prefix.startsWith('ghcr.io/');
  if (!isGithub || !token.startsWith('github_pat_')) return token;
  throw new TagboatError('invalid-config', {
    what: 'ghcr.io takes no fine-grained token',
    where: `secret ${key} of registry ${name}`,
    found: 'github_pat_…',
    expected: 'a classic token (ghp_…) with the scope read:packages',
  });
}

/** A Secret that Argo CD finds by this label. */
export const SECRET_TYPE_LABEL = 'argocd.argoproj.io/secret-type';

/** `repository` is for one repository, `repo-creds` for all below its URL. */
export function repositorySecretType({ template }: GitAccess): 'repository' | 'repo-creds' {
  return template ? 'repo-creds' : 'repository';
}

/** @param secret the token or the private key, in PEM */
export function repositoryContent(access: GitAccess, secret: string): SecretContent {
  const { url } = access;
  switch (access.kind) {
    case 'token':
      return { type: 'git', url, username: access.username, password: secret };
    case 'ssh':
      return { type: 'git', url, sshPrivateKey: secret };
    case 'githubApp':
      return {
        type: 'git',
        url,
        githubAppID: access.appId,
        githubAppInstallationID: access.installationId,
        githubAppPrivateKey: secret,
      };
  }
}

/** @param config JSON: bearerToken, tlsClientConfig */
export function clusterContent(name: string, server: string, config: string): SecretContent {
  return { name, server, config };
}

/** The key of the environment file that holds the secret. */
export function secretKeyOf(access: GitAccess): string {
  return access.kind === 'token' ? access.token : access.privateKey;
}

/** `repo-github-com-acme-gitops`, at most a DNS label. */
export function repositorySecretName(access: GitAccess): string {
  const prefix = access.template ? 'repo-creds' : 'repo';
  const slug = access.url
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/\.git$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${prefix}-${slug}`.slice(0, 63).replace(/-$/, '');
}
