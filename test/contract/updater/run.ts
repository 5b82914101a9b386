import { expect, it } from '@jest/globals';
import { request } from 'undici';
import type { Scene } from './scene.ts';
import { helmAnnotations, helmTag, type Stand } from './stand.ts';

/** The updater as it runs in a cluster. */
export function describeRun(stand: () => Promise<Stand>, scene: () => Scene): void {
  it('updates what is there, and at the next interval what was pushed since', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.putApplication();
    const running = my.start('--interval', '50ms');
    await running.line('"to":"v1.0.3"', 'back');
    await my.push(['v1.0.4']);
    await running.line('"to":"v1.0.4"', 'back');
    expect(await running.stop()).toBe(0);
    expect(helmTag(await my.application())).toBe('v1.0.4');
  });

  it('takes an Application as soon as it is annotated, without waiting for the interval', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.putApplication();
    await my.putApplication({ name: 'late', annotations: {} });
    const running = my.start('--interval', '1h');
    await running.line('image updated', 'back');
    await my.annotate('late', helmAnnotations(my.image()));
    await running.line('image updated', 'late');
    await my.putApplication({ name: 'later' });
    await running.line('image updated', 'later');
    expect(my.listings()).toBe(1);
    expect(await running.stop()).toBe(0);
  });

  it('finishes what is under way when it is asked to end', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.putApplication();
    let running: ReturnType<Stand['start']> | undefined;
    const stop = scene().registry.intercept(async ({ path }) => {
      if (path.includes(`${my.namespace}/back/tags/list`)) void running?.stop();
      return undefined;
    });
    running = my.start('--interval', '1h');
    expect(await running.ended).toBe(0);
    stop();
    expect(helmTag(await my.application())).toBe('v1.0.3');
  });

  it('ends although the Applications were never listed', async () => {
    const my = await stand();
    const running = my.start('--interval', '1h', '--watch-namespaces', 'NOT-A-NAMESPACE');
    await running.line('started');
    expect(await running.stop()).toBe(0);
  });

  it('says that it lives and is ready', async () => {
    const my = await stand();
    const address = ['--health-probe-bind-address', '127.0.0.1:0'];
    const running = my.start('--interval', '1h', '--loglevel', 'debug', ...address);
    await running.line('cycle done');
    const health = `127.0.0.1:${(await running.line('started')).healthPort}`;
    for (const path of ['/healthz', '/readyz']) {
      const answer = await request(`http://${health}${path}`);
      expect([path, answer.statusCode, await answer.body.text()]).toEqual([path, 200, 'ok\n']);
    }
    expect(await running.stop()).toBe(0);
    await expect(request(`http://${health}/healthz`)).rejects.toThrow();
  });
}
