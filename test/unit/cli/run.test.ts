import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serve } from '../../../src/adapters/http-server.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { type Cluster, startCluster } from '../../support/cluster.ts';
import { program, testIo } from '../../support/program.ts';

describe('tagboat run', () => {
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await startCluster();
  });
  afterEach(() => cluster.stop());

  it('starts with what it was told, and stops when asked to', async () => {
    const test = testIo();
    const address = ['--health-probe-bind-address', '0'];
    const ended = runProgram(['run', '--interval', '90s', ...address, ...cluster.flags], test.io);
    expect(await test.line(/started/)).toMatch(/intervalMs=90000 argocdNamespace=argocd/);
    test.stop();
    expect(await ended).toBe(0);
    expect(test.err()).toMatch(/stopped\n$/);
  });

  it('ends at once, and asks no more, when the health address is taken', async () => {
    const taken = await serve('127.0.0.1:0', () => ({ status: 200, body: '' }));
    const address = `127.0.0.1:${taken.port}`;
    const args = ['run', '--health-probe-bind-address', address, ...cluster.flags];
    const { code, err } = await program(args);
    expect([code, err]).toEqual([2, expect.stringContaining('EADDRINUSE')]);
    cluster.kube.compact();
    const before = cluster.kube.requests();
    await new Promise((resolve) => setImmediate(resolve));
    expect(cluster.kube.requests()).toEqual(before);
    await taken.close();
  });
});
