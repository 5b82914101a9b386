import { describe, expect, it } from '@jest/globals';
import { APPLICATIONS } from '../../../src/model/application.ts';
import { CHART, type Manifest } from './manifests.ts';
import type { Scene } from './scene.ts';
import { helmAnnotations, helmTag, type Stand } from './stand.ts';

const TRAPS = ['20251114-173059', '20251114', '20251114-073059'];

/** What reaches an Application's spec, and what it leaves alone. */
export function describeApplications(stand: () => Promise<Stand>, scene: () => Scene): void {
  it('takes v1.0.3, not the dates beside it, and then has nothing more to write', async () => {
    const { image, ...my } = await stand();
    await my.push(['v1.0.2']);
    await my.putApplication();
    expect((await my.run('once')).lines('image updated')).toEqual([]);
    const before = await my.application();

    await my.push(['v1.0.3', ...TRAPS]);
    const first = await my.run('once');
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.lines('image updated')).toMatchObject([{ from: 'v1.0.2', to: 'v1.0.3' }]);
    const after = await my.application();
    const parameters = [
      { name: 'image.repository', value: image(), forceString: true },
      { name: 'image.tag', value: 'v1.0.3', forceString: true },
    ];
    expect(withoutVersions(after)).toEqual(
      withoutVersions({ ...before, spec: withHelm(before.spec, { parameters }) }),
    );

    const updater = await my.open();
    expect(await updater.cycle()).toMatchObject({ watches: 1, current: 1 });
    expect(updater.writes()).toBe(0);
    await updater.close();
    expect(await my.application()).toEqual(after);
  });

  it("keeps other people's parameters, and their order", async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const parameters = [
      { name: 'replicas', value: '3' },
      { name: 'image.tag', value: 'v1.0.2' },
      { name: 'ingress.enabled', value: 'true', forceString: true },
    ];
    await my.putApplication({ source: { ...CHART, helm: { releaseName: 'r', parameters } } });
    await my.run('once');
    expect((await my.application()).spec.source?.helm).toEqual({
      releaseName: 'r',
      parameters: [
        { name: 'replicas', value: '3' },
        { name: 'image.tag', value: 'v1.0.3', forceString: true },
        { name: 'ingress.enabled', value: 'true', forceString: true },
        { name: 'image.repository', value: my.image(), forceString: true },
      ],
    });
  });

  describe('when somebody edits the Application between reading and patching it', () => {
    async function edited(my: Stand, parameters: readonly object[], edit: object) {
      await my.push(['v1.0.2', 'v1.0.3', 'v1.0.4']);
      await my.putApplication({ source: { ...CHART, helm: { parameters } } });
      const key = { namespace: my.namespace, name: 'back' };
      let edits = 0;
      const stop = scene().registry.intercept(async ({ path }) => {
        if (path.includes(`${my.namespace}/back/tags/list`) && edits++ === 0) {
          await scene().kube.mergePatch(APPLICATIONS, key, { spec: { source: edit } });
        }
        return undefined;
      });
      const told = await my.run('once');
      stop();
      expect(edits).toBe(1);
      expect(told.code).toBe(0);
      return my.application();
    }

    it('loses nothing of a list that was not there before', async () => {
      const my = await stand();
      const theirs = { name: 'replicas', value: '5' };
      const after = await edited(my, [], { helm: { parameters: [theirs] } });
      expect(after.spec.source?.helm?.parameters).toEqual([
        theirs,
        { name: 'image.repository', value: my.image(), forceString: true },
        { name: 'image.tag', value: 'v1.0.4', forceString: true },
      ]);
    });

    it('decides anew when the tag itself is what was edited', async () => {
      const my = await stand();
      const before = [
        { name: 'image.repository', value: my.image(), forceString: true },
        { name: 'image.tag', value: 'v1.0.2', forceString: true },
      ];
      const parameters = [before[0], { name: 'image.tag', value: 'v1.0.3', forceString: true }];
      const after = await edited(my, before, { helm: { parameters } });
      expect(helmTag(after)).toBe('v1.0.4');
    });

    it('has no change to its other parts undone', async () => {
      const my = await stand();
      const after = await edited(my, [], { targetRevision: 'release', helm: { version: 'v3' } });
      expect(after.spec.source).toMatchObject({
        targetRevision: 'release',
        helm: { version: 'v3' },
      });
      expect(helmTag(after)).toBe('v1.0.4');
    });
  });

  it('writes Kustomize images', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.putApplication({
      type: 'Kustomize',
      annotations: { 'image-list': `back=${my.image()}` },
      source: { ...CHART, kustomize: { namePrefix: 'x-', images: ['nginx:1.27'] } },
    });
    await my.run('once');
    expect((await my.application()).spec.source?.kustomize).toEqual({
      namePrefix: 'x-',
      images: ['nginx:1.27', `${my.image()}:v1.0.3`],
    });
  });

  it('writes the one source of several that Helm renders', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const values = { repoURL: CHART.repoURL, ref: 'values', targetRevision: 'main' };
    const chart = { repoURL: 'https://charts.example', chart: 'back', targetRevision: '1.2.3' };
    await my.putApplication({ sources: [values, chart], type: ['', 'Helm'] });
    await my.run('once');
    const { sources = [] } = (await my.application()).spec;
    expect(sources[0]).toEqual(values);
    expect(sources[1]).toMatchObject({
      ...chart,
      helm: { parameters: [{ name: 'image.repository' }, { name: 'image.tag', value: 'v1.0.3' }] },
    });
  });

  it('writes an image as one value', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const annotations = { 'image-list': `back=${my.image()}`, 'back.helm.image-spec': 'image' };
    await my.putApplication({ annotations });
    await my.run('once');
    expect((await my.application()).spec.source?.helm?.parameters).toEqual([
      { name: 'image', value: `${my.image()}:v1.0.3`, forceString: true },
    ]);
  });

  it('does not go back when the list came back shorter', async () => {
    const my = await stand();
    await my.push(['v1.0.0', 'v1.0.1']);
    await my.putApplication();
    const before = await my.application();
    const told = await my.run('once');
    expect(told.lines('image is left as it is', 'back')).toMatchObject([
      { code: 'downgrade', reason: expect.stringContaining('v1.0.1 is lower than v1.0.2') },
    ]);
    expect(await my.application()).toEqual(before);
  });

  it('goes back where allow-downgrade says so', async () => {
    const my = await stand();
    await my.push(['v1.0.0', 'v1.0.1']);
    const downgrade = { 'tagboat.dev/back.allow-downgrade': 'true' };
    await my.putApplication({ annotations: { ...helmAnnotations(my.image()), ...downgrade } });
    await my.run('once');
    expect(helmTag(await my.application())).toBe('v1.0.1');
  });

  it.each([
    ['still listed', ['v1.0.2', 'v1.0.3', '20251114-173059']],
    ['no longer listed', ['v1.0.2', 'v1.0.3']],
  ])('replaces a date that got in and is %s, with a warning', async (_, tags) => {
    const my = await stand();
    await my.push(tags);
    await my.putApplication({ images: [`${my.image()}:20251114-173059`] });
    const [updated] = (await my.run('once')).lines('image updated', 'back');
    expect(updated).toMatchObject({ to: 'v1.0.3', warning: 'current-not-allowed' });
    expect(updated?.reason).toContain('20251114-173059 does not count');
    expect(helmTag(await my.application())).toBe('v1.0.3');
  });

  it('leaves an image alone that the Application does not run, unless forced', async () => {
    const my = await stand();
    await my.push(['v1.0.3']);
    const annotations = helmAnnotations(my.image());
    await my.putApplication({ images: ['nginx:1.27'], annotations });
    await my.putApplication({
      name: 'forced',
      images: ['nginx:1.27'],
      annotations: { ...annotations, 'back.force-update': 'true' },
    });
    await my.run('once');
    expect(helmTag(await my.application())).toBeUndefined();
    expect(helmTag(await my.application('forced'))).toBe('v1.0.3');
  });
}

function withHelm<T extends { readonly source?: object }>(spec: T, helm: object): T {
  return { ...spec, source: { ...spec.source, helm } };
}

/** What every write changes of its own accord. */
function withoutVersions({ metadata, ...rest }: Manifest): object {
  const { resourceVersion: _, generation: __, managedFields: ___, ...kept } = metadata;
  return { ...rest, metadata: kept };
}
