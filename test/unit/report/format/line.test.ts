import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../../src/model/errors.ts';
import type { Change, Decision } from '../../../../src/model/plan.ts';
import type { Verdict } from '../../../../src/model/verdict.ts';
import { lineOf } from '../../../../src/report/format/line.ts';
import { watch } from '../../../support/watches.ts';

const IMAGE = { registry: 'ghcr.io', repository: 'acme/back' };
const change: Change = {
  watch: watch(),
  from: { ...IMAGE, tag: 'v1.0.2' },
  to: { ...IMAGE, tag: 'v1.0.3' },
};
const subject = { application: 'argocd/back', alias: 'back', image: 'ghcr.io/acme/back' };
const taken: Verdict = { tag: 'v1.0.3', code: 'taken', reason: 'highest' };
const changing: Decision = { kind: 'change', change, verdicts: [taken] };
const error = new TagboatError('unavailable', { where: 'registry', what: 'timed out' });

describe('lineOf', () => {
  it('tells an update with its commit', () => {
    const line = lineOf(changing, { kind: 'written', change, commit: 'abc' });
    expect(line).toEqual({
      level: 'info',
      message: 'image updated',
      data: { ...subject, from: 'v1.0.2', to: 'v1.0.3', commit: 'abc' },
    });
  });

  it('tells what a dry run would do', () => {
    expect(lineOf(changing, undefined).message).toBe('image would be updated');
  });

  it('tells a write that failed', () => {
    const line = lineOf(changing, { kind: 'failed', change, error });
    expect(line).toMatchObject({ level: 'error', data: { to: 'v1.0.3', error } });
  });

  it('shows a warning beside the update', () => {
    const warned = {
      ...taken,
      warning: 'looks-like-a-date',
      reason: 'allowed, though a date',
    } as const;
    const line = lineOf({ ...changing, verdicts: [warned] }, { kind: 'written', change });
    expect(line.data).toMatchObject({
      warning: 'looks-like-a-date',
      reason: 'allowed, though a date',
    });
  });

  it('shows digests in full', () => {
    const digest = `sha256:${'1'.repeat(64)}`;
    const pinned = { ...change, to: { ...IMAGE, tag: 'main', digest } };
    expect(lineOf({ ...changing, change: pinned }, undefined).data).toMatchObject({
      to: `main@${digest}`,
    });
  });

  it.each<[Decision, string, string]>([
    [
      { kind: 'current', watch: watch(), image: change.to, verdicts: [] },
      'debug',
      'image is up to date',
    ],
    [
      { kind: 'skip', watch: watch(), code: 'not-live', reason: 'r', verdicts: [] },
      'info',
      'image is left as it is',
    ],
    [
      { kind: 'skip', watch: watch(), code: 'unknown', reason: 'r', verdicts: [] },
      'warn',
      'image is left as it is',
    ],
    [
      { kind: 'skip', watch: watch(), code: 'downgrade', reason: 'r', verdicts: [] },
      'warn',
      'image is left as it is',
    ],
    [{ kind: 'failed', watch: watch(), error }, 'error', 'image cannot be updated'],
  ])('tells %j', (decision, level, message) => {
    expect(lineOf(decision, undefined)).toMatchObject({ level, message, data: subject });
  });
});
