import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KubeconfigUser, pem, userAuth } from '../../../src/adapters/kube-user.ts';
import { testClock } from '../../support/clock.ts';

describe('a user of a kubeconfig', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-user-'));
    file = join(folder, 'config');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What the API server is shown. */
  async function shown(user: object): Promise<object> {
    const context = {
      file,
      environment: { PATH: process.env.PATH, FROM_OUTSIDE: 'outside' },
      clock: testClock(),
      cluster: { server: 'https://k.example' },
    };
    const auth = await userAuth(KubeconfigUser.parse(user), context);
    const { token, certificate } = await auth.credential();
    return { token: token?.reveal(), cert: certificate?.cert, key: certificate?.key.reveal() };
  }

  it('may be nobody', async () => {
    expect(await shown({})).toEqual({ token: undefined, cert: undefined, key: undefined });
  });

  it('has a token', async () => {
    expect(await shown({ token: 't' })).toMatchObject({ token: 't' });
  });

  it('has a token in a file beside the kubeconfig', async () => {
    writeFileSync(join(folder, 'token'), 'from a file'.replaceAll(' ', '-'));
    expect(await shown({ tokenFile: 'token' })).toMatchObject({ token: 'from-a-file' });
  });

  it('has a certificate in the kubeconfig', async () => {
    const user = { 'client-certificate-data': btoa('CERT'), 'client-key-data': btoa('KEY') };
    expect(await shown(user)).toMatchObject({ cert: 'CERT', key: 'KEY' });
  });

  it('has a certificate in files beside the kubeconfig, and a token file as well', async () => {
    for (const name of ['cert', 'key', 'token']) writeFileSync(join(folder, name), name);
    const user = { 'client-certificate': 'cert', 'client-key': 'key', tokenFile: 'token' };
    expect(await shown(user)).toEqual({ token: 'token', cert: 'cert', key: 'key' });
  });

  it('has a plugin beside the kubeconfig, with the variables of both', async () => {
    const script = `#!/bin/sh
echo "{\\"kind\\":\\"ExecCredential\\",\\"status\\":{\\"token\\":\\"$FROM_OUTSIDE-$OWN-$1\\"}}"`;
    writeFileSync(join(folder, 'plugin.sh'), script, { mode: 0o700 });
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './plugin.sh',
      args: ['argument'],
      env: [{ name: 'OWN', value: 'own' }],
    };
    expect(await shown({ exec })).toMatchObject({ token: 'outside-own-argument' });
  });

  it.each(['auth-provider', 'username', 'as', 'as-groups'])(
    'is refused for %s rather than taken for somebody else',
    (field) => {
      const parsed = KubeconfigUser.safeParse({ token: 't', [field]: 'x' });
      expect(parsed.error?.issues[0]?.path).toEqual([field]);
    },
  );

  describe('pem', () => {
    it('prefers what stands in the kubeconfig', async () => {
      expect(await pem(btoa('DATA'), 'none', file)).toBe('DATA');
      expect(await pem(undefined, undefined, file)).toBeUndefined();
    });

    it('says which file it cannot read', async () => {
      await expect(pem(undefined, 'none', file)).rejects.toMatchObject({
        code: 'invalid-config',
        problem: { where: `kubeconfig ${file}`, what: expect.stringContaining('none') },
      });
    });
  });
});
