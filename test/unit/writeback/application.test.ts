import { describe, expect, it, jest } from '@jest/globals';
import { APPLICATIONS, type Application } from '../../../src/model/application.ts';
import { type ErrorCode, TagboatError } from '../../../src/model/errors.ts';
import type { JsonPatchOp } from '../../../src/model/json-patch.ts';
import { createApplicationWriter } from '../../../src/writeback/application.ts';
import { application } from '../../support/applications.ts';
import { testClock } from '../../support/clock.ts';
import { fakeKube } from '../../support/fake-kube.ts';
import { testLog } from '../../support/log.ts';

const KEY = { namespace: 'argocd', name: 'back' };
const PATCH: readonly JsonPatchOp[] = [{ op: 'remove', path: '/x' }];

/** A writer whose patches fail as listed, one after the other, and then succeed. */
function writer(...failures: ErrorCode[]) {
  const patched = jest.fn<(...args: unknown[]) => void>();
  const read = jest.fn<() => void>();
  const clock = testClock();
  const kube = fakeKube({
    async jsonPatch(...args) {
      patched(...args);
      const code = failures.shift();
      if (code !== undefined) throw new TagboatError(code, { what: 'failed', where: 'patch' });
      return { patched: patched.mock.calls.length };
    },
    async get() {
      read();
      return application({ name: 'back', images: [`read ${read.mock.calls.length}`] });
    },
    async mergePatch(...args) {
      patched(...args);
      return {};
    },
  });
  const told = jest.fn<(before: Application, answer: unknown) => void>();
  const created = createApplicationWriter({
    kube,
    clock,
    random: () => 0.5,
    log: testLog(),
    onPatched: told,
  });
  /** The promise's end, with time moving on until then. */
  async function settled<T>(promise: Promise<T>): Promise<T> {
    const ended = promise.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([ended, clock.advance(1_000)])));
    return promise;
  }
  return { writer: created, patched, read, told, settled };
}

describe('update', () => {
  it('applies the patch of the Application it was given', async () => {
    const { writer: writes, patched, read } = writer();
    expect(await writes.update(application(), () => PATCH)).toBe('patched');
    expect(patched.mock.calls).toEqual([[APPLICATIONS, KEY, PATCH]]);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([[undefined], [[]]])('writes nothing for the patch %j', async (patch) => {
    const { writer: writes, patched } = writer();
    expect(await writes.update(application(), () => patch)).toBe('unchanged');
    expect(patched).not.toHaveBeenCalled();
  });

  it('tells what was patched, and what the API server made of it', async () => {
    const { writer: writes, told, settled } = writer('conflict');
    await settled(writes.update(application(), () => PATCH));
    const readAgain = application({ images: ['read 1'] });
    expect(told.mock.calls).toEqual([[readAgain, { patched: 2 }]]);
  });

  it('decides again on the Application as it is now', async () => {
    const { writer: writes, settled } = writer('conflict', 'conflict');
    const prepare = jest.fn<(app: Application) => readonly JsonPatchOp[]>(() => PATCH);
    expect(await settled(writes.update(application(), prepare))).toBe('patched');
    expect(prepare.mock.calls.map(([app]) => app.status?.summary?.images?.[0])).toEqual([
      'ghcr.io/acme/back:v1.0.2',
      'read 1',
      'read 2',
    ]);
  });

  it('ends without a write when someone else made the change meanwhile', async () => {
    const { writer: writes, settled, patched } = writer('conflict');
    const patches = [PATCH, []];
    expect(await settled(writes.update(application(), () => patches.shift()))).toBe('unchanged');
    expect(patched).toHaveBeenCalledTimes(1);
  });

  it('gives up after five tries', async () => {
    const { writer: writes, settled, patched } = writer(...Array<ErrorCode>(9).fill('conflict'));
    await expect(settled(writes.update(application(), () => PATCH))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(patched).toHaveBeenCalledTimes(5);
  });

  it.each<ErrorCode>(['unauthorized', 'unavailable', 'not-found'])(
    'leaves %s to the next cycle',
    async (code) => {
      const { writer: writes, patched } = writer(code);
      await expect(writes.update(application(), () => PATCH)).rejects.toMatchObject({ code });
      expect(patched).toHaveBeenCalledTimes(1);
    },
  );

  it('reads again when the decision itself finds that something is gone', async () => {
    const { writer: writes, settled, read } = writer();
    let first = true;
    const prepare = () => {
      if (!first) return PATCH;
      first = false;
      throw new TagboatError('conflict', { what: 'gone', where: 'source' });
    };
    expect(await settled(writes.update(application(), prepare))).toBe('patched');
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('refresh', () => {
  it('asks Argo CD to look now', async () => {
    const { writer: writes, patched } = writer();
    await writes.refresh(KEY);
    const annotations = { 'argocd.argoproj.io/refresh': 'normal' };
    expect(patched.mock.calls).toEqual([[APPLICATIONS, KEY, { metadata: { annotations } }]]);
  });
});
