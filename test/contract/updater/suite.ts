import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeApplications } from './applications.ts';
import { describeBadInput } from './bad-input.ts';
import { describeCommands } from './commands.ts';
import { describeGitWriteBack } from './git.ts';
import type { Parts } from './parts.ts';
import { describeRegistries } from './registries.ts';
import { describeRun } from './run.ts';
import { openScene, type Scene } from './scene.ts';
import { openStand } from './stand.ts';

/** From a pushed tag to an Application or a commit, through the command line, on one set of parts. */
export function describeUpdater(startParts: () => Promise<Parts>): void {
  let scene: Scene;
  const stand = () => openStand(scene);

  beforeAll(async () => {
    scene = await openScene(await startParts());
  }, 120_000);

  afterAll(() => scene.stop());

  describe('Applications', () => describeApplications(stand, () => scene));
  describe('git', () => describeGitWriteBack(stand, () => scene));
  describe('bad input', () => describeBadInput(stand, () => scene));
  describe('registries', () => describeRegistries(stand, () => scene));
  describe('commands', () => describeCommands(stand, () => scene));
  describe('tagboat run', () => describeRun(stand, () => scene));

  it('printed no secret in any of this', () => {
    const { registry, git } = scene.parts;
    expect(scene.printed.length).toBeGreaterThan(50);
    const { first, second } = registry.logins;
    const printed = scene.printed.join('\n');
    for (const { username, password } of [first, second, git.login]) {
      const pair = Buffer.from(`${username}:${password}`).toString('base64');
      const escaped = JSON.stringify(password).slice(1, -1);
      for (const secret of [password, escaped, pair, encodeURIComponent(password)]) {
        expect(printed).not.toContain(secret);
      }
    }
  });
}
