import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type EmbeddedGit, startGitServer } from '../../../../src/demo/git/server.ts';
import { Secret } from '../../../../src/model/secret.ts';

let server: EmbeddedGit;
let url: string;

beforeAll(async () => {
  server = await startGitServer({ environment: process.env });
  url = await server.createRepository('team/r', { a: 'b' });
});

afterAll(() => server.stop());

beforeEach(() => server.requireLogin(undefined));

const basic = (pair: string): Record<string, string> => ({
  authorization: `Basic ${btoa(pair)}`,
});

const refs = (service: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/info/refs?service=${service}`, { headers });

describe('the advertisement', () => {
  it('names the service and the refs in the old protocol', async () => {
    const response = await refs('git-upload-pack');
    expect(response.headers.get('content-type')).toBe(
      'application/x-git-upload-pack-advertisement',
    );
    expect(await response.text()).toMatch(
      /^001e# service=git-upload-pack\n0000.+refs\/heads\/main/s,
    );
  });

  it('names capabilities in protocol 2', async () => {
    const response = await refs('git-upload-pack', { 'git-protocol': 'version=2' });
    expect(await response.text()).toMatch(/^000eversion 2\n.+fetch=[^\n]*filter/s);
  });
});

it('takes compressed requests', async () => {
  const body = gzipSync('0014command=ls-refs\n0000');
  const headers = { 'content-encoding': 'gzip', 'git-protocol': 'version=2' };
  const response = await fetch(`${url}/git-upload-pack`, { method: 'POST', headers, body });
  expect(await response.text()).toMatch(/refs\/heads\/main/);
});

describe('a request that is not git', () => {
  it.each([
    ['GET', '/info/refs'],
    ['GET', '/info/refs?service=git-shell'],
    ['POST', '/info/refs?service=git-upload-pack'],
    ['GET', '/git-upload-pack'],
    ['GET', '/HEAD'],
    ['GET', '-not/info/refs?service=git-upload-pack'],
  ])('is not found: %s %s', async (method, path) => {
    expect((await fetch(`${url.replace(/\.git$/, '')}${path}`, { method })).status).toBe(404);
  });

  it.each(['..%2f..%2fetc', '%2fetc', 'r%00', '%zz'])('leads nowhere: %s', async (name) => {
    const response = await fetch(`${server.url}/${name}/info/refs?service=git-upload-pack`);
    expect(response.status).toBe(404);
  });
});

describe('a login', () => {
  const login = { username: 'u', password: new Secret('p') };

  it.each<Record<string, string>>([{}, basic('u:x'), basic('u'), { authorization: 'Bearer p' }])(
    'does not let in %j',
    async (headers) => {
      server.requireLogin(login);
      const response = await refs('git-upload-pack', headers);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic /);
    },
  );

  it('lets in with the password, which may change', async () => {
    server.requireLogin(login);
    expect((await refs('git-upload-pack', basic('u:p'))).status).toBe(200);
    server.requireLogin({ ...login, password: new Secret('new') });
    expect((await refs('git-upload-pack', basic('u:p'))).status).toBe(401);
  });
});
