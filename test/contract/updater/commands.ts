import { describe, expect, it } from '@jest/globals';
import { program } from '../../support/program.ts';
import { CHART } from './manifests.ts';
import type { Scene } from './scene.ts';
import { helmAnnotations, helmTag, type Stand } from './stand.ts';

const IMAGE_UPDATERS = {
  group: 'argocd-image-updater.argoproj.io',
  version: 'v1alpha1',
  plural: 'imageupdaters',
};

/** What the other commands print, write and exit with. */
export function describeCommands(stand: () => Promise<Stand>, scene: () => Scene): void {
  async function v103(fields = {}): Promise<Stand> {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3', '20251114']);
    await my.putApplication(fields);
    return my;
  }

  describe('once', () => {
    it('writes nothing in a dry run, and tells what it would write', async () => {
      const my = await v103();
      const before = await my.application();
      const told = await my.run('once', '--dry-run');
      expect(told.code).toBe(0);
      expect(told.lines('image would be updated')).toMatchObject([
        { from: 'v1.0.2', to: 'v1.0.3' },
      ]);
      expect(await my.application()).toEqual(before);
    });

    it('updates nothing once there is an ImageUpdater, but for --sources annotations', async () => {
      const my = await v103();
      await scene().parts.kube.serveImageUpdaters();
      const { namespace } = my;
      await scene().kube.create(IMAGE_UPDATERS, {
        apiVersion: 'argocd-image-updater.argoproj.io/v1alpha1',
        kind: 'ImageUpdater',
        metadata: { name: 'all', namespace },
        spec: { applicationRefs: [{ namePattern: '*', useAnnotations: true }] },
      });
      const told = await my.run('once');
      expect(told.lines('configuration problem')[0]).toMatchObject({
        level: 'warn',
        error: { message: expect.stringContaining('1 ImageUpdater resource') },
      });
      expect(helmTag(await my.application())).toBeUndefined();
      await my.run('once', '--sources', 'annotations');
      expect(helmTag(await my.application())).toBe('v1.0.3');
    });

    it('looks only at the Applications whose name it is told', async () => {
      const my = await v103();
      await my.putApplication({ name: 'team-a' });
      await my.run('once', '--match-application-name', 'team-*');
      expect(helmTag(await my.application())).toBeUndefined();
      expect(helmTag(await my.application('team-a'))).toBe('v1.0.3');
    });

    it('fails at once when the API server cannot be reached', async () => {
      const args = ['--kubeconfig', '/nowhere/kubeconfig'];
      const { code, err } = await program(['once', ...args]);
      expect(code).toBe(2);
      expect(err).toContain('/nowhere/kubeconfig');
    });
  });

  describe('explain', () => {
    it('tells policy, place and decision, and the verdict on every tag, and writes nothing', async () => {
      const my = await v103();
      const before = await my.application();
      const { code, out } = await my.run('explain', 'back');
      expect(code).toBe(0);
      const lines = out.split('\n').map((line) => line.trim());
      expect(lines).toEqual(
        expect.arrayContaining([
          `${my.namespace}/back: ${my.image()} (back)`,
          expect.stringMatching(/^policy\s+semver/),
          expect.stringMatching(/^written\s+spec.source$/),
          expect.stringMatching(/^decision\s+v1.0.2 → v1.0.3$/),
          expect.stringMatching(/^✓ v1.0.3\s+taken/),
          expect.stringMatching(/^· v1.0.2\s+lower/),
          expect.stringMatching(/^· 20251114\s+date-shaped/),
        ]),
      );
      expect(await my.application()).toEqual(before);
    });

    it('takes namespace/name, and shows what is wrong', async () => {
      const my = await stand();
      const annotations = { ...helmAnnotations(my.image()), 'back.allow-tags': 'regexp:(' };
      await my.putApplication({ annotations });
      const { code, out } = await my.run('explain', `${my.namespace}/back`);
      expect(code).toBe(1);
      expect(out).toContain('back.allow-tags');
    });

    it('says so when an Application has no images to watch, or is not there', async () => {
      const my = await v103({ annotations: {} });
      const bare = await my.run('explain', 'back');
      expect(bare).toMatchObject({ code: 0, out: expect.stringContaining('no image-list') });
      const none = await my.run('explain', 'nobody');
      expect(none).toMatchObject({
        code: 1,
        err: expect.stringContaining(`${my.namespace}/nobody`),
      });
      const wrong = await my.run('explain', 'a/b/c');
      expect(wrong.code).toBe(2);
    });
  });

  describe('clear', () => {
    const theirs = { name: 'replicas', value: '3' };

    async function overridden() {
      const my = await stand();
      const front = helmAnnotations(my.image('front'), 'front');
      const parameters = [
        { name: 'image.repository', value: my.image(), forceString: true },
        theirs,
        { name: 'image.tag', value: 'v1.0.2', forceString: true },
        { name: 'front.tag', value: 'v1.0.1' },
      ];
      await my.putApplication({
        annotations: {
          ...front,
          ...helmAnnotations(my.image()),
          'front.helm.image-tag': 'front.tag',
          'front.helm.image-name': 'front.name',
          'image-list': `back=${my.image()},front=${my.image('front')}`,
        },
        source: { ...CHART, helm: { parameters } },
      });
      return my;
    }

    it('shows what it would remove in a dry run', async () => {
      const my = await overridden();
      const before = await my.application();
      const { code, out } = await my.run('clear', 'back', '--dry-run');
      expect(code).toBe(0);
      expect(out).toContain('image.tag=v1.0.2');
      expect(out).toContain('front.tag=v1.0.1');
      expect(out).not.toContain('replicas');
      expect(await my.application()).toEqual(before);
    });

    it('removes the overrides of tracked images, and nothing else', async () => {
      const my = await overridden();
      const { code, out } = await my.run('clear', 'back');
      expect(code).toBe(0);
      expect(out).toContain('image.tag=v1.0.2');
      expect((await my.application()).spec.source?.helm?.parameters).toEqual([theirs]);
      const again = await my.run('clear', 'back');
      expect(again.out).toContain('overrides no tracked image');
    });
  });

  it('picks among the tags of an image, with the credentials named', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const args = ['pick', '--image', my.image(), '-o', 'json', ...my.flags.slice(0, 2)];
    const { code, out } = await program(args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ pick: 'v1.0.3' });
  });
}
