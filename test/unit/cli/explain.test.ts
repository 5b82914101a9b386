import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cluster, clusterApplication, startCluster } from '../../support/cluster.ts';
import { program } from '../../support/program.ts';

describe('tagboat explain', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  it.each([
    ['back', 0, 'argocd/back: ghcr.io/acme/back'],
    ['argocd/back', 0, 'left as it is: the Application runs no ghcr.io/acme/back'],
  ])('tells of %s', async (name, expected, text) => {
    const list = { 'argocd-image-updater.argoproj.io/image-list': 'ghcr.io/acme/back' };
    const { status: _, ...idle } = clusterApplication('back', list) as { status: unknown };
    cluster.kube.put({ ...idle, status: { sourceType: 'Helm' } });
    const { code, out } = await program(['explain', name, ...cluster.flags]);
    expect(code).toBe(expected);
    expect(out).toContain(text);
  });

  it('tells of an annotation that was meant to be an image list', async () => {
    const slip = { 'argocd-image-updater.argoproj.io/image-lists': 'ghcr.io/acme/back' };
    cluster.kube.put(clusterApplication('slip', slip));
    const { code, out } = await program(['explain', 'slip', ...cluster.flags]);
    expect(code).toBe(1);
    expect(out).toMatch(/^problem: .*image-lists/);
  });
});
