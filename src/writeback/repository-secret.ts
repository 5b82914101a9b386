import { TagboatError } from '../model/errors.ts';
import { printableUrl, type Secret } from '../model/secret.ts';
import type { GitAccess } from '../ports.ts';
import { isSsh } from './repository-url.ts';

/** The fields of a Secret, decoded, and where they are, for errors. */
export interface RepositorySecret {
  /** `Secret argocd/repo-1` */
  readonly where: string;
  readonly fields: ReadonlyMap<string, Secret>;
}

/** Whom to trust, beside the system's authorities. */
export interface Trust {
  /** OpenSSH's format. @throws TagboatError `invalid-config` when there are none */
  readonly knownHosts: () => Promise<string>;
  /** PEM, for the repository's host. */
  readonly authority: () => Promise<string | undefined>;
}

/** What Argo CD can use and this version cannot. */
const UNSUPPORTED = [
  'githubAppPrivateKey',
  'githubAppID',
  'gcpServiceAccountKey',
  'bearerToken',
  'proxy',
] as const;

/** Whether the Secret holds any credentials, rather than a URL and settings alone. */
export function hasCredentials({ fields }: RepositorySecret): boolean {
  return ['password', 'sshPrivateKey', ...UNSUPPORTED].some((name) => fields.has(name));
}

/**
 * The access that a Secret gives to a repository, by the fields that Argo CD knows.
 * @throws TagboatError `invalid-config`
 */
export async function accessBySecret(
  secret: RepositorySecret,
  url: string,
  trust: Trust,
): Promise<GitAccess> {
  const unsupported = UNSUPPORTED.find((name) => secret.fields.has(name));
  if (unsupported !== undefined) {
    throw unusable(secret, `uses ${unsupported}, which this version does not support`, {
      expected: 'username and password, or sshPrivateKey',
      hint: HINTS[unsupported],
    });
  }
  return isSsh(url) ? bySsh(secret, url, trust) : byHttps(secret, url, trust);
}

const HINTS: Readonly<Partial<Record<(typeof UNSUPPORTED)[number], string>>> = {
  proxy:
    'Set HTTPS_PROXY for Tagboat instead, and give it a Secret without a proxy (git:secret:…).',
  githubAppPrivateKey: 'Give Tagboat a Secret of its own with a token (git:secret:…).',
  githubAppID: 'Give Tagboat a Secret of its own with a token (git:secret:…).',
};

async function bySsh(secret: RepositorySecret, url: string, trust: Trust): Promise<GitAccess> {
  const privateKey = secret.fields.get('sshPrivateKey');
  if (privateKey === undefined) {
    throw unusable(secret, `has no sshPrivateKey for ${printableUrl(url)}`, {
      expected: 'sshPrivateKey, or an HTTPS URL',
    });
  }
  if (isTrue(secret, 'insecure') || isTrue(secret, 'insecureIgnoreHostKey')) {
    throw unusable(secret, 'says that the host key is not to be checked', {
      expected: 'a host key in the ConfigMap argocd-ssh-known-hosts-cm',
      hint: 'Whoever answered in place of the server could read and change what is deployed. Add the key and remove the field.',
    });
  }
  return { kind: 'ssh', privateKey, knownHosts: await trust.knownHosts() };
}

async function byHttps(secret: RepositorySecret, url: string, trust: Trust): Promise<GitAccess> {
  const { fields } = secret;
  const password = fields.get('password');
  if (password === undefined && fields.has('sshPrivateKey')) {
    throw unusable(secret, `has only an SSH key for ${printableUrl(url)}`, {
      expected: 'username and password, or an SSH URL',
    });
  }
  const ca = await trust.authority();
  // Forges take any user name beside a token, but an empty one makes git ask.
  const username = fields.get('username')?.reveal() || 'git';
  const clientCertificate = certificateOf(secret);
  return {
    kind: 'https',
    ...(password === undefined ? {} : { login: { username, password } }),
    tls: { insecure: isTrue(secret, 'insecure'), ca },
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
  };
}

function certificateOf(secret: RepositorySecret) {
  const certificate = secret.fields.get('tlsClientCertData')?.reveal();
  const key = secret.fields.get('tlsClientCertKey');
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  throw unusable(secret, 'has half a client certificate', {
    expected: 'tlsClientCertData and tlsClientCertKey',
  });
}

function isTrue({ fields }: RepositorySecret, name: string): boolean {
  return fields.get(name)?.reveal().trim() === 'true';
}

function unusable(
  { where }: RepositorySecret,
  what: string,
  more: { readonly expected: string; readonly hint?: string | undefined },
): TagboatError {
  return new TagboatError('invalid-config', { what, where, ...more });
}
