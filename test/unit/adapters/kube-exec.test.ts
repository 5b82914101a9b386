import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ExecPlugin, execAuth } from '../../../src/adapters/kube-exec.ts';
import { testClock } from '../../support/clock.ts';

const START = Date.UTC(2026, 0, 1);

describe('execAuth', () => {
  let folder: string;
  let answer: string;
  let runs: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-exec-'));
    answer = join(folder, 'answer');
    runs = join(folder, 'runs');
    writeFileSync(runs, '');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Prints the answer file, and notes what it was told. */
  function plugin(changes: Partial<ExecPlugin> = {}): ExecPlugin {
    const script = `
      const fs = require('node:fs');
      fs.appendFileSync(process.argv[1], process.env.KUBERNETES_EXEC_INFO + '\\n');
      process.stdout.write(fs.readFileSync(process.argv[2]));`;
    return {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', script, runs, answer],
      environment: {},
      cluster: { server: 'https://k.example', ca: 'PEM' },
      provideClusterInfo: false,
      ...changes,
    };
  }

  function say(status: object): void {
    writeFileSync(answer, JSON.stringify({ kind: 'ExecCredential', status }));
  }

  function told(): unknown[] {
    const text = readFileSync(runs, 'utf8');
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  it('runs once for many askers', async () => {
    say({ token: 't' });
    const auth = execAuth(plugin(), testClock(START));
    const both = await Promise.all([auth.credential(), auth.credential()]);
    await auth.credential();
    expect(both.map(({ token }) => token?.reveal())).toEqual(['t', 't']);
    expect(told()).toEqual([
      {
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        spec: { interactive: false },
      },
    ]);
  });

  it('runs again when the credential has expired', async () => {
    say({ token: 't', expirationTimestamp: '2026-01-01T00:10:00Z' });
    const clock = testClock(START);
    const auth = execAuth(plugin(), clock);
    await auth.credential();
    await clock.advance(599_999);
    await auth.credential();
    expect(told()).toHaveLength(1);
    say({ token: 'u' });
    await clock.advance(1);
    expect((await auth.credential()).token?.reveal()).toBe('u');
    expect(told()).toHaveLength(2);
  });

  it('runs again when the credential was refused', async () => {
    say({ token: 't' });
    const auth = execAuth(plugin(), testClock(START));
    await auth.credential();
    expect(auth.renew()).toBe(true);
    await auth.credential();
    expect(told()).toHaveLength(2);
  });

  it('hands over a client certificate', async () => {
    say({ clientCertificateData: 'CERT', clientKeyData: 'KEY' });
    const { token, certificate } = await execAuth(plugin(), testClock(START)).credential();
    expect(token).toBeUndefined();
    expect(certificate?.cert).toBe('CERT');
    expect(certificate?.key.reveal()).toBe('KEY');
  });

  it('tells of the cluster when the kubeconfig wants it', async () => {
    say({ token: 't' });
    await execAuth(plugin({ provideClusterInfo: true }), testClock(START)).credential();
    expect(told()).toMatchObject([
      {
        spec: {
          cluster: { server: 'https://k.example', 'certificate-authority-data': btoa('PEM') },
        },
      },
    ]);
  });

  it.each([
    ['{"kind":"ExecCredential"}', 'status'],
    ['{"kind":"Other","status":{}}', 'kind'],
    ['not JSON', 'output'],
  ])('refuses %s, without showing it', async (text, found) => {
    writeFileSync(answer, text);
    const asking = execAuth(plugin(), testClock(START)).credential();
    await expect(asking).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { found: expect.stringMatching(`^${found}: `) },
    });
  });

  it('says what a plugin complains about, and tries again', async () => {
    const script = "process.stderr.write('log in first\\u001b'); process.exit(3)";
    const auth = execAuth(plugin({ args: ['-e', script] }), testClock(START));
    const failure = {
      code: 'unavailable',
      problem: { what: 'the plugin failed (3)', found: 'log in first\\u001b' },
    };
    await expect(auth.credential()).rejects.toMatchObject(failure);
    await expect(auth.credential()).rejects.toMatchObject(failure);
  });

  it('says that a plugin is not installed', async () => {
    const asking = execAuth(plugin({ command: join(folder, 'none') }), testClock(START));
    await expect(asking.credential()).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { what: 'the plugin is not installed' },
    });
  });
});
