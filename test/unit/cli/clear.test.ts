import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cluster, clusterApplication, startCluster } from '../../support/cluster.ts';
import { program } from '../../support/program.ts';

const LIST = { 'argocd-image-updater.argoproj.io/image-list': 'ghcr.io/acme/back' };

describe('tagboat clear', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  it.each([
    [
      'two overrides',
      [
        { name: 'image.name', value: 'x' },
        { name: 'image.tag', value: 'v1' },
      ],
      1,
    ],
    ['nothing', [], 0],
    ["somebody else's", [{ name: 'replicas', value: '3' }], 0],
  ])('finds %s, and patches only where there is one', async (_, parameters, patches) => {
    cluster.kube.put(clusterApplication('back', LIST, parameters));
    const before = cluster.kube.requests().patch;
    const { code, out } = await program(['clear', 'back', ...cluster.flags]);
    expect(code).toBe(0);
    expect(out).toContain(patches === 0 ? 'overrides no tracked image' : 'image.tag=v1');
    expect(cluster.kube.requests().patch - before).toBe(patches);
  });

  it('prints no control characters of a value', async () => {
    cluster.kube.put(clusterApplication('odd', LIST, [{ name: 'image.tag', value: '\u001b[2J' }]));
    const { out } = await program(['clear', 'odd', '--dry-run', ...cluster.flags]);
    expect(out).toContain('image.tag=\\u001b[2J');
  });
});
