import { describe, expect, it } from '@jest/globals';
import { createWatcher, isCurrent, isWritten } from '../../../../src/cli/demo/watcher.ts';
import { TagboatError } from '../../../../src/model/errors.ts';
import type { Change, Decision } from '../../../../src/model/plan.ts';
import { watch } from '../../../support/watches.ts';

const own = watch();
const to = { registry: 'ghcr.io', repository: 'acme/back', tag: 'v1.0.3' };
const change: Change = { watch: own, to };
const current: Decision = { kind: 'current', watch: own, image: to, verdicts: [] };
const changing: Decision = { kind: 'change', change, verdicts: [] };
const error = new TagboatError('unavailable', { where: 'registry', what: 'timed out' });

describe('createWatcher', () => {
  it('gives the first report that matches', async () => {
    const watcher = createWatcher();
    const next = watcher.next('back', isWritten);
    watcher.report(own, current, undefined);
    watcher.report(own, changing, { kind: 'written', change });
    expect((await next).decision).toBe(changing);
  });

  it('takes no report of another Application', async () => {
    const watcher = createWatcher();
    const next = watcher.next('front', isCurrent);
    watcher.report(own, current, undefined);
    const front = watch({ app: { namespace: 'argocd', name: 'front' } });
    const other: Decision = { ...current, watch: front };
    watcher.report(front, other, undefined);
    expect((await next).decision).toBe(other);
  });

  it.each([
    ['a decision that failed', { kind: 'failed', watch: own, error } as const, undefined],
    ['a write that failed', changing, { kind: 'failed', change, error } as const],
  ])('rejects at %s', async (_, decision, outcome) => {
    const watcher = createWatcher();
    const next = watcher.next('back', isWritten);
    watcher.report(own, decision, outcome);
    await expect(next).rejects.toBe(error);
  });

  it('rejects at a configuration problem', async () => {
    const watcher = createWatcher();
    const next = watcher.next('back', isWritten);
    watcher.problems([]);
    watcher.problems([error]);
    await expect(next).rejects.toBe(error);
  });
});
