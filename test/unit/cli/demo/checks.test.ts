import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCommit, checkPatch } from '../../../../src/cli/demo/checks.ts';
import type { Seen } from '../../../../src/cli/demo/watcher.ts';
import { GITOPS, startWorld, VALUES_FILE, type World } from '../../../../src/demo/world.ts';
import { clusterApplication } from '../../../support/cluster.ts';
import { watch } from '../../../support/watches.ts';

const to = { registry: '', repository: 'acme/back', tag: 'v1.0.3' };
const change = { watch: watch(), to };

function seen(commit: string): Seen {
  return {
    decision: { kind: 'change', change, verdicts: [] },
    outcome: { kind: 'written', change, commit },
  };
}

describe('the checks of the demo', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(process.env);
  });
  afterAll(() => world.stop());

  it('finds the parameters in the Application', async () => {
    await expect(checkPatch(world)).rejects.toThrow(/did not arrive; found nothing/);
    world.kube.put(clusterApplication('back', {}, [{ name: 'image.tag', value: 'v1.0.3' }]));
    expect(await checkPatch(world)).toEqual(['+ image.tag: v1.0.3']);
  });

  it('finds the commit in the repository, and not another one', async () => {
    await expect(checkCommit(world, seen('abc'))).rejects.toThrow(/did not arrive/);
    const text = 'image:\n  tag: v1.0.3\n';
    const message = 'build: update\n';
    const commit = await world.git.commit(GITOPS, { message, files: { [VALUES_FILE]: text } });
    await expect(checkCommit(world, seen('abc'))).rejects.toThrow(/did not arrive/);
    const lines = await checkCommit(world, seen(commit));
    expect(lines).toEqual([
      `commit ${commit.slice(0, 10)} on main, ${VALUES_FILE}`,
      '  build: update',
      '+ tag: v1.0.3',
    ]);
  });
});
