import { expect, it } from '@jest/globals';
import type { Scene } from './scene.ts';
import { helmAnnotations, helmTag, type Stand } from './stand.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/** How few questions a registry is asked, and what its failures do. */
export function describeRegistries(stand: () => Promise<Stand>, scene: () => Scene): void {
  it('lists a repository once a cycle, however many Applications have it', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    for (let i = 0; i < 12; i += 1) await my.putApplication({ name: `back-${i}` });
    const updater = await my.open();
    expect(await updater.cycle()).toMatchObject({ watches: 12, updated: 12 });
    expect(my.listings()).toBe(1);
    expect(updater.writes()).toBe(12);
    await updater.cycle();
    expect(my.listings()).toBe(2);
    await updater.close();
  });

  it('goes on without a restart when the password changes, once the Secret has the new one', async () => {
    const my = await stand();
    const { registry } = scene().parts;
    const { first, second } = registry.logins;
    await my.push(['v1.0.2']);
    await my.putApplication();
    const updater = await my.open();
    expect(await updater.cycle()).toMatchObject({ current: 1, failed: 0 });
    await my.push(['v1.0.3']);
    try {
      await registry.changePassword('second');
      const refused = await updater.cycle();
      expect(refused.lines('image cannot be updated')[0]?.error).toMatchObject({
        code: 'unauthorized',
        message: expect.stringContaining(`Secret ${my.namespace}/registry`),
      });
      expect(helmTag(await my.application())).toBeUndefined();

      await my.changeSecret('registry', { creds: `${second.username}:${second.password}` });
      expect(await updater.cycle()).toMatchObject({ updated: 1, failed: 0 });
      expect(helmTag(await my.application())).toBe('v1.0.3');
    } finally {
      await registry.changePassword('first');
      await updater.close();
    }
    expect(first.password).not.toBe(second.password);
  });

  async function builds(my: Stand) {
    for (const [index, tag] of ['build-c', 'build-a', 'build-b'].entries()) {
      await my.pushImage(tag, { created: START + index * DAY });
    }
    const annotations = { ...helmAnnotations(my.image()), 'back.update-strategy': 'newest-build' };
    await my.putApplication({ annotations, images: [`${my.image()}:build-c`] });
  }

  /** Answers what is asked about a tag in place of the registry. */
  function failing(my: Stand, tag: string, status: number) {
    return scene().registry.intercept(({ path }) =>
      path === `/v2/${my.namespace}/back/manifests/${tag}`
        ? { status, headers: { 'retry-after': '3600' } }
        : undefined,
    );
  }

  it('takes no older build while the newest cannot be asked about, and the newest afterwards', async () => {
    const my = await stand();
    await builds(my);
    const heal = failing(my, 'build-b', 503);
    const updater = await my.open();
    const told = await updater.cycle();
    expect(told.lines('image is left as it is')).toMatchObject([
      { code: 'unknown', reason: expect.stringContaining('503') },
    ]);
    expect(helmTag(await my.application())).toBeUndefined();
    heal();
    expect(await updater.cycle()).toMatchObject({ updated: 1 });
    expect(helmTag(await my.application())).toBe('build-b');
    await updater.close();
  });

  it('refuses only the one tag whose manifest is gone', async () => {
    const my = await stand();
    await builds(my);
    const heal = failing(my, 'build-b', 404);
    await my.run('once');
    expect(helmTag(await my.application())).toBe('build-a');
    heal();
  });

  it('follows the digest of a tag', async () => {
    const my = await stand();
    await my.pushImage('stable', { label: 'first' });
    const annotations = {
      ...helmAnnotations(my.image()),
      'image-list': `back=${my.image()}:stable`,
      'back.update-strategy': 'digest',
    };
    await my.putApplication({ annotations, images: [`${my.image()}:stable`] });
    await my.run('once');
    const first = helmTag(await my.application());
    expect(first).toMatch(/^stable@sha256:[0-9a-f]{64}$/);
    await my.pushImage('stable', { label: 'second' });
    await my.run('once');
    const second = helmTag(await my.application());
    expect(second).toMatch(/^stable@sha256:[0-9a-f]{64}$/);
    expect(second).not.toBe(first);
  });

  it('lets a repository that fails delay or stop no other', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.putApplication();
    const annotations = helmAnnotations(my.image('missing'));
    await my.putApplication({
      name: 'lost',
      annotations,
      images: [`${my.image('missing')}:v1.0.2`],
    });
    const told = await my.run('once');
    expect(told.code).toBe(1);
    expect(told.lines('image cannot be updated', 'lost')[0]?.error).toMatchObject({
      code: 'not-found',
    });
    expect(helmTag(await my.application())).toBe('v1.0.3');
  });
}
