import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGit, gitVersion } from '../../../src/adapters/git.ts';
import { type EmbeddedGit, startGitServer } from '../../../src/demo/git/server.ts';
import { Secret } from '../../../src/model/secret.ts';
import type { GitAccess } from '../../../src/ports.ts';
import { temporaryDirectory } from '../../support/git.ts';
import { listen } from '../../support/listen.ts';

const password = new Secret('hunter2+/');
const login = { username: 'bot', password };
const access: GitAccess = { kind: 'https', login };
const VERSION = { args: ['--version'], timeoutMs: 20_000 };
const LS_REMOTE = { args: ['ls-remote', 'origin'], timeoutMs: 20_000 };

let cache: Awaited<ReturnType<typeof temporaryDirectory>>;
const cleanups: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  cache = await temporaryDirectory();
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await cache.remove();
});

function git(variables: Record<string, string | undefined> = process.env) {
  return createGit({ cacheDir: cache.path, environment: variables });
}

async function server(): Promise<EmbeddedGit> {
  const started = await startGitServer({ environment: process.env, login });
  cleanups.push(() => started.stop());
  return started;
}

/** A stand-in for git that a test writes in shell. */
async function fakeGit(script: string): Promise<Record<string, string>> {
  const bin = join(cache.path, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'git'), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, 'git'), 0o755);
  return { PATH: `${bin}:${process.env.PATH ?? ''}` };
}

describe('repositories', () => {
  it('are bare, one a name, with readable and harmless directories', async () => {
    const port = git();
    for (const name of ['https://h/acme/deploy', 'https://h/acme-deploy', '../../etc', '']) {
      const { stdout } = await port.run(name, {
        args: ['rev-parse', '--is-bare-repository'],
        timeoutMs: 20_000,
      });
      expect(new TextDecoder().decode(stdout)).toBe('true\n');
    }
    const names = await readdir(cache.path);
    expect(names).toHaveLength(4);
    for (const name of names) expect(name).toMatch(/^[\w-]+\.git$/);
  });

  it('come back after they were thrown away', async () => {
    const port = git();
    await port.run('x', { args: ['config', 'a.b', 'c'], timeoutMs: 20_000 });
    await port.discard('x');
    const { code } = await port.run('x', { args: ['config', 'a.b'], timeoutMs: 20_000 });
    expect(code).toBe(1);
  });

  it('need a directory that can be written', async () => {
    const file = join(cache.path, 'file');
    await writeFile(file, '');
    const port = createGit({ cacheDir: file, environment: process.env });
    await expect(port.run('x', LS_REMOTE)).rejects.toThrow(/cache directory cannot be used/);
    await rm(file);
    expect(await port.run('x', VERSION)).toMatchObject({ code: 0 });
  });

  it('are not all worked on at once', async () => {
    const running = join(cache.path, 'running');
    await mkdir(running);
    const count = `ls '${running}' | wc -l >&2`;
    const script = `mkdir '${running}'/$$; ${count}; sleep 0.02; rmdir '${running}'/$$`;
    const port = git(await fakeGit(script));
    const names = Array.from({ length: 60 }, (_, index) => `https://h/${index}`);
    const results = await Promise.all(names.map((name) => port.run(name, VERSION)));
    const most = Math.max(...results.map(({ stderr }) => Number(stderr)));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('lose keys that an earlier process left behind', async () => {
    await mkdir(join(cache.path, 'access-abc'));
    await git().run('x', { args: ['--version'], timeoutMs: 20_000 });
    expect(await readdir(cache.path)).toEqual([expect.stringMatching(/\.git$/)]);
  });
});

describe('a login', () => {
  it('lets in, and is neither in the arguments nor in the repository', async () => {
    const host = await server();
    const url = await host.createRepository('deploy', { a: 'b' });
    expect(await git().run(url, { ...LS_REMOTE, url, access })).toMatchObject({ code: 0 });
    const variables = await fakeGit(
      `case "$*$(cat "$GIT_DIR/config" 2>/dev/null)" in *hunter2*) exit 9;; esac`,
    );
    expect(await git(variables).run('x', { ...LS_REMOTE, url, access })).toMatchObject({ code: 0 });
  });

  it('never follows a redirect to another origin', async () => {
    const heard: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      heard.push(request.headers.authorization);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    });
    const first = await serve((request, response) => {
      response.writeHead(302, { location: `${other}${request.url}` }).end();
    });
    const url = `${first}/deploy.git`;
    const { code } = await git().run(url, { ...LS_REMOTE, url, access });
    expect(code).not.toBe(0);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.filter((header) => header !== undefined)).toEqual([]);
  });

  it('follows a redirect of its own origin, as forges make them', async () => {
    const heard: string[] = [];
    const forge = await serve(({ url = '', headers: { authorization } }, response) => {
      if (!url.startsWith('/deploy.git/')) {
        response.writeHead(301, { location: url.replace('/deploy/', '/deploy.git/') }).end();
      } else if (authorization === undefined) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      } else {
        heard.push(authorization);
        response.writeHead(404).end();
      }
    });
    const { stderr } = await git().run('x', { ...LS_REMOTE, url: `${forge}/deploy`, access });
    expect(stderr).toMatch(/not found/);
    expect(heard).toEqual([`Basic ${btoa(`bot:${password.reveal()}`)}`]);
  });

  it('is taken out of whatever git or the server prints', async () => {
    const variables = await fakeGit(
      String.raw`printf 'at https://bot:other@h/x with %s\033[31m\n' "$TAGBOAT_GIT_PASSWORD" >&2; [ "$1" = init ]`,
    );
    const { stderr } = await git(variables).run('x', { ...LS_REMOTE, url: 'https://h/x', access });
    expect(stderr).toBe('at https://h/x with ***[31m\n');
  });
});

describe('the environment', () => {
  it('keeps out configuration, hooks and helpers of the machine', async () => {
    const config = join(cache.path, 'config');
    await writeFile(config, '[user]\nname = evil\n[core]\nhooksPath = /evil\n');
    const variables = {
      ...process.env,
      GIT_CONFIG_GLOBAL: config,
      GIT_CONFIG_SYSTEM: config,
      HOME: cache.path,
    };
    const { stdout } = await git(variables).run('x', {
      args: ['config', '--list'],
      timeoutMs: 20_000,
    });
    expect(new TextDecoder().decode(stdout)).not.toContain('evil');
  });

  it.each(['file:///tmp/x', 'ext::sh -c touch% /tmp/evil', 'git://127.0.0.1/x', '/tmp/x'])(
    'speaks no protocol of %s',
    async (url) => {
      const { code, stderr } = await git().run('x', { ...LS_REMOTE, url });
      expect(code).toBe(128);
      expect(stderr).toMatch(/not allowed/);
    },
  );
});

describe('what is missing', () => {
  it('is git', async () => {
    const missing = git({ PATH: '/nonexistent' }).run('x', LS_REMOTE);
    await expect(missing).rejects.toThrow(/git is not installed.+apt-get install git/);
    await expect(gitVersion({ PATH: '/nonexistent' })).rejects.toThrow(/git is not installed/);
  });

  it('is ssh', async () => {
    const variables = await fakeGit(
      '[ "$1" = init ] || { echo "sh: 1: ssh: not found" >&2; exit 128; }',
    );
    const ssh: GitAccess = { kind: 'ssh', privateKey: password, knownHosts: 'h A' };
    const missing = git(variables).run('x', { ...LS_REMOTE, url: 'git@h:x', access: ssh });
    await expect(missing).rejects.toThrow(/ssh is not installed.+openssh-client/);
  });

  it('is a git that is recent enough', async () => {
    await expect(gitVersion(await fakeGit('echo git version 2.20.1'))).rejects.toThrow(
      /too old; found 2.20.1; expected 2.32 or newer/,
    );
  });

  it('is nothing here', async () => {
    expect(await gitVersion(process.env)).toMatch(/^\d+\.\d+/);
  });
});

async function serve(handler: RequestListener): Promise<string> {
  const { url, close } = await listen(handler);
  cleanups.push(close);
  return url;
}
