import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cluster, startCluster } from '../support/cluster.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...environment };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: 'pipe' });
  const ended = Promise.all([text(child.stdout), once(child, 'exit')]).then(([out, [code]]) => ({
    code: code as number | null,
    out,
  }));
  return { child, ended };
}

describe('the process', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  it('reads standard input, and exits with the code of its command', async () => {
    const { child, ended } = start(['pick', '-o', 'json']);
    child.stdin.end('v1.0.2\nv1.0.3\n');
    const { code, out } = await ended;
    expect([code, JSON.parse(out)]).toMatchObject([0, { pick: 'v1.0.3' }]);
    expect((await start(['pick', '--strategy', 'best']).ended).code).toBe(2);
  });

  it('ends quietly when nobody reads its output to the end', async () => {
    const { child, ended } = start(['pick']);
    ended.catch(() => undefined);
    child.stdout.destroy();
    child.stdin.end('v1.0.2\nv1.0.3\n');
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, err]).toEqual([0, '']);
  });

  it('ends by itself once its work is done, with empty variables taken for none', async () => {
    const empty = {
      ARGOCD_NAMESPACE: '',
      IMAGE_UPDATER_LOGLEVEL: '',
      IMAGE_UPDATER_WATCH_NAMESPACES: '',
    };
    const { child, ended } = start(['once', ...cluster.flags], empty);
    const [err, { code }] = await Promise.all([text(child.stderr), ended]);
    expect([code, err]).toEqual([0, expect.stringContaining('cycle done')]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops with 0 on %s', async (signal) => {
    const { child, ended } = start(['run', '--health-probe-bind-address=:0', ...cluster.flags]);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      if (chunk.includes('started')) child.kill(signal);
    });
    expect((await ended).code).toBe(0);
    expect(err).toMatch(/stopped\n$/);
  });

  it('ends, rather than stay without its health endpoint, when the address is taken', async () => {
    const { host } = new URL(cluster.kube.url);
    const flags = [`--health-probe-bind-address=${host}`, ...cluster.flags];
    expect((await start(['run', ...flags]).ended).code).toBe(2);
  });
});
