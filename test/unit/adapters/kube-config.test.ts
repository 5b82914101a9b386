import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { kubeconfigEndpoint } from '../../../src/adapters/kube-config.ts';
import { testClock } from '../../support/clock.ts';

const CONFIG = {
  'current-context': 'here',
  clusters: [
    { name: 'one', cluster: { server: 'https://one.example' } },
    {
      name: 'two',
      cluster: {
        server: 'https://two.example/k8s',
        'certificate-authority-data': btoa('CA'),
        'tls-server-name': 'inner.example',
        'insecure-skip-tls-verify': true,
        'proxy-url': 'http://proxy.example:3128',
      },
    },
    { name: 'broken', cluster: { server: 'one.example' } },
  ],
  contexts: [
    { name: 'here', context: { cluster: 'one', user: 'me', namespace: 'argocd' } },
    { name: 'there', context: { cluster: 'two', user: 'me' } },
    { name: 'nobody', context: { cluster: 'one' } },
    { name: 'lost', context: { cluster: 'gone', user: 'me' } },
    { name: 'stranger', context: { cluster: 'one', user: 'gone' } },
    { name: 'bad', context: { cluster: 'broken', user: 'me' } },
    { name: 'old', context: { cluster: 'one', user: 'old' } },
  ],
  users: [
    { name: 'me', user: { token: 'top-secret' } },
    { name: 'old', user: { username: 'admin', password: 'top-secret' } },
  ],
};

function read(paths: readonly string[], context?: string) {
  return kubeconfigEndpoint(paths, { context, environment: {}, clock: testClock() });
}

describe('kubeconfigEndpoint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function file(name: string, content: unknown): string {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : stringify(content));
    return path;
  }

  it('goes by the current context', async () => {
    const endpoint = await read([file('config', CONFIG)]);
    expect(endpoint).toMatchObject({ server: 'https://one.example', namespace: 'argocd' });
    expect((await endpoint.auth.credential()).token?.reveal()).toBe('top-secret');
  });

  it('goes by the context it is told, with all of its cluster', async () => {
    expect(await read([file('config', CONFIG)], 'there')).toMatchObject({
      server: 'https://two.example/k8s',
      namespace: 'default',
      tls: { ca: 'CA', serverName: 'inner.example', insecure: true },
      proxy: 'http://proxy.example:3128',
    });
  });

  it('needs no user', async () => {
    const { auth } = await read([file('config', CONFIG)], 'nobody');
    expect(await auth.credential()).toEqual({});
  });

  it('reads a certificate authority beside the kubeconfig', async () => {
    file('ca.crt', 'CA of a file');
    const cluster = { server: 'https://one.example', 'certificate-authority': 'ca.crt' };
    const config = { ...CONFIG, clusters: [{ name: 'one', cluster }] };
    expect((await read([file('config', config)])).tls?.ca).toBe('CA of a file');
  });

  it('takes of several files the first that names something, and skips one that is not there', async () => {
    const first = file('first', { contexts: [{ name: 'here', context: { cluster: 'two' } }] });
    const paths = [join(folder, 'none'), first, file('second', CONFIG)];
    expect(await read(paths)).toMatchObject({ server: 'https://two.example/k8s' });
  });

  it.each([
    ['lost', 'it has no cluster named gone'],
    ['stranger', 'it has no user named gone'],
    ['elsewhere', 'it has no context named elsewhere'],
    ['bad', 'cluster broken: server: Invalid URL'],
    ['old', 'user old: username: not supported; use a token, a client certificate or exec'],
  ])('says what is wrong with the context %s', async (context, what) => {
    const path = file('config', CONFIG);
    await expect(read([path], context)).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { what, where: `kubeconfig ${path}` },
    });
  });

  it.each([
    ['', 'it has no current-context'],
    ['clusters: 3', expect.stringMatching(/^clusters: /)],
    ['users: [{name: a, user: {token: "top-secret', 'it is no YAML'],
    ['- top-secret', expect.not.stringContaining('top-secret')],
  ])('says what is wrong with the file %j, without quoting it', async (content, what) => {
    const reading = read([file('config', content)]);
    await expect(reading).rejects.toMatchObject({ code: 'invalid-config', problem: { what } });
  });

  it('does not skip the only file', async () => {
    await expect(read([join(folder, 'none')])).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { what: 'it cannot be read (ENOENT)' },
    });
  });
});
