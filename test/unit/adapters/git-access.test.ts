import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccess } from '../../../src/adapters/git-access.ts';
import { Secret } from '../../../src/model/secret.ts';
import { temporaryDirectory } from '../../support/git.ts';

const URL = 'https://git.example.com:8443/acme/deploy';
const ORIGIN = 'https://git.example.com:8443';
const login = { username: 'bot', password: new Secret('p w') };

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  directory = await temporaryDirectory();
});

afterAll(() => directory.remove());

describe('https', () => {
  it('keeps the login in variables and gives it to one origin', async () => {
    const open = await openAccess({ kind: 'https', login }, URL, directory.path);
    expect(open.variables).toEqual({ TAGBOAT_GIT_USERNAME: 'bot', TAGBOAT_GIT_PASSWORD: 'p w' });
    expect(open.settings.map(([key]) => key)).toEqual([`credential.${ORIGIN}.helper`]);
    expect(JSON.stringify(open.settings)).not.toContain('p w');
    expect(open.secrets).toEqual(['p w', 'p%20w']);
  });

  it('does not verify only when told', async () => {
    const access = { kind: 'https', tls: { insecure: true } } as const;
    const { settings } = await openAccess(access, URL, directory.path);
    expect(settings).toEqual([[`http.${ORIGIN}.sslVerify`, 'false']]);
    expect((await openAccess({ kind: 'https' }, URL, directory.path)).settings).toEqual([]);
  });

  it('adds an authority to the others, and a client certificate, in private files', async () => {
    const open = await openAccess(
      {
        kind: 'https',
        tls: { ca: 'OUR PEM' },
        clientCertificate: { certificate: 'CERT', key: new Secret('KEY') },
      },
      URL,
      directory.path,
    );
    const files = Object.fromEntries(open.settings);
    const authorities = files[`http.${ORIGIN}.sslCAInfo`] ?? '';
    const text = await readFile(authorities, 'utf8');
    expect(text).toContain('OUR PEM');
    expect(text).toContain('BEGIN CERTIFICATE');
    expect(await readFile(files[`http.${ORIGIN}.sslKey`] ?? '', 'utf8')).toBe('KEY');
    expect((await stat(files[`http.${ORIGIN}.sslKey`] ?? '')).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(authorities))).mode & 0o777).toBe(0o700);
    await open.dispose();
    expect(await readdir(directory.path)).toEqual([]);
  });

  it.each([undefined, 'git@github.com:acme/deploy', 'file:///srv/x'])(
    'is refused for %s',
    async (url) => {
      await expect(openAccess({ kind: 'https', login }, url, directory.path)).rejects.toMatchObject(
        {
          code: 'invalid-config',
        },
      );
    },
  );

  it.each(['a\nhost=evil.org', 'a\r', 'a\0'])('refuses the password %j', async (password) => {
    const forged = { ...login, password: new Secret(password) };
    const opening = openAccess({ kind: 'https', login: forged }, URL, directory.path);
    await expect(opening).rejects.toThrow(/holds a line break/);
  });
});

describe('ssh', () => {
  it('checks host keys against its own file, uses its own key, and leaves neither behind', async () => {
    const privateKey = new Secret('KEY\r\nEND');
    const open = await openAccess(
      { kind: 'ssh', privateKey, knownHosts: 'h A' },
      URL,
      directory.path,
    );
    const { GIT_SSH_COMMAND: command = '' } = open.variables;
    for (const option of [
      "'StrictHostKeyChecking=yes'",
      "'GlobalKnownHostsFile=/dev/null'",
      "'IdentitiesOnly=yes'",
      "'BatchMode=yes'",
      "'-F' '/dev/null'",
    ]) {
      expect(command).toContain(option);
    }
    const [, key = ''] = /'-i' '([^']+)'/.exec(command) ?? [];
    const [, known = ''] = /UserKnownHostsFile="([^"]+)"/.exec(command) ?? [];
    expect(await readFile(key, 'utf8')).toBe('KEY\nEND\n');
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect(await readFile(known, 'utf8')).toBe('h A');
    await open.dispose();
    expect(await readdir(directory.path)).toEqual([]);
  });
});

it('anonymous needs nothing', async () => {
  const open = await openAccess({ kind: 'anonymous' }, undefined, directory.path);
  expect(open).toMatchObject({ variables: {}, settings: [], secrets: [] });
  await open.dispose();
});
