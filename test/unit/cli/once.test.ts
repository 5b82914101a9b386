import { afterEach, describe, expect, it } from '@jest/globals';
import { type Cluster, clusterApplication, startCluster } from '../../support/cluster.ts';
import { program } from '../../support/program.ts';

describe('tagboat once', () => {
  let cluster: Cluster | undefined;
  afterEach(() => cluster?.stop());

  it('ends with 0 where nothing is to be done', async () => {
    cluster = await startCluster();
    cluster.kube.put(clusterApplication('back'));
    const { code, out, err } = await program(['once', ...cluster.flags]);
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/cycle done watches=0/);
  });

  it('ends with 1 where something is configured wrongly, though nothing failed', async () => {
    cluster = await startCluster();
    const app = clusterApplication('back', {
      'argocd-image-updater.argoproj.io/image-list': 'back=',
    });
    cluster.kube.put(app);
    const { code, err } = await program(['once', ...cluster.flags]);
    expect(code).toBe(1);
    expect(err).toMatch(/failed=0 problems=1/);
  });

  it('needs no more rights than in the namespaces it watches', async () => {
    const rules = [
      { apiGroups: ['*'], resources: ['*'], verbs: ['list', 'watch'], namespaces: ['argocd'] },
    ];
    cluster = await startCluster({ users: [{ name: 'updater', token: 'a-token', rules }] });
    const { code, err } = await program(['once', ...cluster.flags]);
    expect([code, err]).toEqual([0, expect.stringMatching(/cycle done/)]);
  });

  it('ends with 1 and the reason where it may not list Applications', async () => {
    cluster = await startCluster({ users: [{ name: 'updater', token: 'a-token', rules: [] }] });
    const { code, err } = await program(['once', ...cluster.flags]);
    expect(code).toBe(1);
    expect(err).toContain('cannot list resource "applications"');
    expect(err).not.toContain('a-token');
  });

  it('ends with 1 where nobody answers', async () => {
    const gone = await startCluster();
    await gone.kube.stop();
    const { code, err } = await program(['once', ...gone.flags]);
    expect(code).toBe(1);
    expect(err).toContain(gone.kube.url.replace('http://', ''));
  });
});
