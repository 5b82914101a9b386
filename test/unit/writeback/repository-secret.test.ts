import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/model/secret.ts';
import { accessBySecret, hasCredentials } from '../../../src/writeback/repository-secret.ts';

const HTTPS = 'https://github.com/acme/deploy';
const SSH = 'git@github.com:acme/deploy';
const trust = {
  knownHosts: async () => 'github.com ssh-ed25519 AAAA',
  authority: async () => 'PEM',
};

function secret(fields: Readonly<Record<string, string>>) {
  const entries = Object.entries(fields).map(([key, text]) => [key, new Secret(text)] as const);
  return { where: 'Secret argocd/repo', fields: new Map(entries) };
}

describe('accessBySecret', () => {
  it('logs in by HTTPS with the authority of the host', async () => {
    const access = await accessBySecret(secret({ username: 'bot', password: 'pw' }), HTTPS, trust);
    expect(access).toMatchObject({
      kind: 'https',
      login: { username: 'bot' },
      tls: { insecure: false, ca: 'PEM' },
    });
    expect(access.kind === 'https' && access.login?.password.reveal()).toBe('pw');
  });

  it('takes a token without a user name', async () => {
    expect(await accessBySecret(secret({ password: 'pw' }), HTTPS, trust)).toMatchObject({
      login: { username: 'git' },
    });
  });

  it('is insecure only where the Secret says so', async () => {
    const fields = { username: 'bot', password: 'pw', insecure: 'true' };
    expect(await accessBySecret(secret(fields), HTTPS, trust)).toMatchObject({
      tls: { insecure: true },
    });
  });

  it('shows a client certificate', async () => {
    const fields = { password: 'pw', tlsClientCertData: 'CERT', tlsClientCertKey: 'KEY' };
    const access = await accessBySecret(secret(fields), HTTPS, trust);
    expect(access).toMatchObject({ clientCertificate: { certificate: 'CERT' } });
  });

  it('logs in by SSH with the known hosts', async () => {
    const access = await accessBySecret(secret({ sshPrivateKey: 'KEY' }), SSH, trust);
    expect(access).toMatchObject({ kind: 'ssh', knownHosts: 'github.com ssh-ed25519 AAAA' });
  });

  it.each([
    [SSH, { sshPrivateKey: 'KEY', insecure: 'true' }, /host key is not to be checked/],
    [SSH, { sshPrivateKey: 'KEY', insecureIgnoreHostKey: 'true' }, /host key is not to be checked/],
    [SSH, { username: 'bot', password: 'pw' }, /has no sshPrivateKey/],
    [HTTPS, { sshPrivateKey: 'KEY' }, /has only an SSH key/],
    [HTTPS, { password: 'pw', tlsClientCertKey: 'KEY' }, /half a client certificate/],
    [HTTPS, { githubAppID: '1', githubAppPrivateKey: 'KEY' }, /uses githubAppPrivateKey/],
    [HTTPS, { bearerToken: 'KEY' }, /uses bearerToken, which this version does not support/],
    [HTTPS, { gcpServiceAccountKey: 'KEY' }, /uses gcpServiceAccountKey/],
    [HTTPS, { password: 'pw', proxy: 'http://proxy' }, /uses proxy.+HTTPS_PROXY/],
  ])('refuses for %s: %j', async (url, fields, message) => {
    const refusal = accessBySecret(secret(fields), url, trust);
    await expect(refusal).rejects.toMatchObject({ code: 'invalid-config' });
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow(/KEY|pw$/);
  });
});

it.each([
  [{ url: HTTPS, username: 'bot' }, false],
  [{ password: 'x' }, true],
  [{ sshPrivateKey: 'x' }, true],
  [{ bearerToken: 'x' }, true],
])('hasCredentials %j', (fields, expected) => {
  expect(hasCredentials(secret(fields))).toBe(expected);
});
