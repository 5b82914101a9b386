import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import type { Kube } from '../../../src/ports.ts';
import { createRepositoryCredentials } from '../../../src/writeback/repository-credentials.ts';
import { testClock } from '../../support/clock.ts';

const URL = 'https://github.com/acme/deploy';
const SSH = 'git@github.com:acme/deploy';
const REPOCREDS = { kind: 'repocreds' } as const;

interface Given {
  /** Data of Secrets by `type/name`. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Data of ConfigMaps by name. */
  readonly configMaps?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function encode(fields: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
}

function untyped(object: object) {
  return JSON.parse(JSON.stringify(object));
}

function credentialsWith({ secrets = {}, configMaps = {} }: Given) {
  const requests: string[] = [];
  const objects = Object.entries(secrets).map(([id, fields]) => {
    const [type = '', name = ''] = id.split('/');
    const labels = { 'argocd.argoproj.io/secret-type': type };
    return { metadata: { namespace: 'argocd', name, labels }, data: encode(fields) };
  });
  /** Answers as the API does, whatever the caller takes the objects for. */
  const kube: Pick<Kube, 'get' | 'list'> = {
    async get(kind, { namespace, name }) {
      requests.push(`get ${kind.plural} ${name}`);
      const secret = objects.find(({ metadata }) => metadata.name === name);
      if (kind.plural === 'secrets' && secret !== undefined) return untyped(secret);
      const data = configMaps[name];
      if (data !== undefined) return untyped({ metadata: { namespace, name }, data });
      throw new TagboatError('not-found', { what: 'does not exist', where: name });
    },
    async *list(kind, { namespace, labelSelector } = {}) {
      requests.push(`list ${kind.plural} ${namespace} ${labelSelector}`);
      for (const object of objects) yield { items: [untyped(object)], resourceVersion: '1' };
    },
  };
  const clock = testClock();
  const credentials = createRepositoryCredentials({ kube, clock, argocdNamespace: 'argocd' });
  return { credentials, requests, clock };
}

async function username(given: Given, url = URL): Promise<string | undefined> {
  const access = await credentialsWith(given).credentials.resolve(REPOCREDS, url);
  return access.kind === 'https' ? access.login?.username : access.kind;
}

const template = (name: string, url: string) => ({ url, username: name, password: 'x' });

describe('repocreds', () => {
  const own = { url: `${URL}.git`, username: 'own', password: 'x' };

  it("is the repository's own Secret", async () => {
    const other = { url: `${URL}2`, username: 'other', password: 'x' };
    const host = { url: 'https://github.com', username: 'host', password: 'x' };
    const secrets = { 'repository/a': other, 'repository/b': own, 'repo-creds/c': host };
    expect(await username({ secrets })).toBe('own');
  });

  it('leaves out the newline that a file ended with', async () => {
    const fields = { type: 'git', ...own };
    const typed = Object.entries(fields).map(([key, value]) => [key, `${value}\n`]);
    const secrets = { 'repository/a': Object.fromEntries(typed) };
    const access = await credentialsWith({ secrets }).credentials.resolve(REPOCREDS, URL);
    const login = access.kind === 'https' ? access.login : undefined;
    expect([login?.username, login?.password.reveal()]).toEqual(['own', 'x']);
  });

  it('is the template with the longest URL that fits', async () => {
    const secrets = {
      'repo-creds/host': template('host', 'https://github.com'),
      'repo-creds/team': template('team', 'https://github.com/acme'),
      'repo-creds/others': template('others', 'https://github.com/other'),
      'repo-creds/evil': template('evil', 'https://git'),
    };
    expect(await username({ secrets })).toBe('team');
  });

  it('is a template for a repository without credentials, whose own settings still hold', async () => {
    const secrets = {
      'repository/a': { url: URL, insecure: 'true' },
      'repo-creds/b': { url: 'https://github.com', username: 'template', password: 'x' },
    };
    const access = await credentialsWith({ secrets }).credentials.resolve(REPOCREDS, URL);
    expect(access).toMatchObject({ login: { username: 'template' }, tls: { insecure: true } });
  });

  it('is not a Helm repository, and the Secret of a project comes last', async () => {
    const secrets = {
      'repository/a': { ...own, username: 'helm', type: 'helm' },
      'repository/b': { ...own, username: 'project', project: 'team' },
      'repository/c': { ...own, type: 'git' },
    };
    expect(await username({ secrets })).toBe('own');
  });

  it('is nobody for HTTPS without a Secret, with the authority of the host', async () => {
    expect(await username({})).toBe('anonymous');
    const configMaps = { 'argocd-tls-certs-cm': { 'github.com': 'PEM' } };
    const { credentials } = credentialsWith({ configMaps });
    expect(await credentials.resolve(REPOCREDS, URL)).toEqual({
      kind: 'https',
      tls: { ca: 'PEM' },
    });
  });

  it('needs a Secret and known hosts for SSH', async () => {
    await expect(username({}, SSH)).rejects.toMatchObject({ code: 'not-found' });
    const secrets = { 'repository/a': { url: SSH, sshPrivateKey: 'KEY' } };
    await expect(username({ secrets }, SSH)).rejects.toThrow(/ConfigMap argocd\/argocd-ssh-known/);
    const configMaps = { 'argocd-ssh-known-hosts-cm': { ssh_known_hosts: 'h ssh-rsa A' } };
    expect(await username({ secrets, configMaps }, SSH)).toBe('ssh');
  });
});

describe('a Secret of the user', () => {
  const source = { kind: 'secret', namespace: 'argocd', name: 'mine' } as const;

  it('is read by its name', async () => {
    const secrets = { 'none/mine': { username: 'me', password: 'x' } };
    const { credentials } = credentialsWith({ secrets });
    expect(await credentials.resolve(source, URL)).toMatchObject({ login: { username: 'me' } });
  });

  it('must exist and hold credentials', async () => {
    const missing = credentialsWith({}).credentials.resolve(source, URL);
    await expect(missing).rejects.toMatchObject({ code: 'not-found' });
    const secrets = { 'none/mine': { user: 'me' } };
    const empty = credentialsWith({ secrets }).credentials.resolve(source, URL);
    await expect(empty).rejects.toThrow(/Secret argocd\/mine.+no credentials for git; found user;/);
  });
});

describe('requests', () => {
  it('are made once in half a minute, unless what they said was refused', async () => {
    const { credentials, requests, clock } = credentialsWith({});
    await credentials.resolve(REPOCREDS, URL);
    await credentials.resolve(REPOCREDS, `${URL}2`);
    expect(requests).toEqual([
      'list secrets argocd argocd.argoproj.io/secret-type in (repository,repo-creds)',
      'get configmaps argocd-tls-certs-cm',
    ]);
    await credentials.resolve(REPOCREDS, URL, { fresh: true });
    expect(requests).toHaveLength(4);
    await clock.advance(30_000);
    await credentials.resolve(REPOCREDS, URL);
    expect(requests).toHaveLength(6);
  });

  it('that failed are made again', async () => {
    const { credentials, requests } = credentialsWith({});
    const source = { kind: 'secret', namespace: 'argocd', name: 'mine' } as const;
    for (const _ of [1, 2]) {
      await expect(credentials.resolve(source, URL)).rejects.toThrow();
    }
    expect(requests).toEqual(['get secrets mine', 'get secrets mine']);
  });
});
