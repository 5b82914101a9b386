import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import type { Change, Decision } from '../../../src/model/plan.ts';
import { createReporter } from '../../../src/report/reporter.ts';
import { testLog } from '../../support/log.ts';
import { watch } from '../../support/watches.ts';

const own = watch();
const skipped = (reason: string): Decision => ({
  kind: 'skip',
  watch: own,
  code: 'nothing-allowed',
  reason,
  verdicts: [],
});
const to = { registry: 'ghcr.io', repository: 'acme/back', tag: 'v1.0.3' };
const change: Change = { watch: own, to };

describe('createReporter', () => {
  it('says what is new, and nothing when nothing is', () => {
    const log = testLog();
    const reporter = createReporter(log);
    for (const reason of ['no tags', 'no tags', 'none passes', 'no tags']) {
      reporter.report(own, skipped(reason), undefined);
    }
    expect(log.entries.map(({ data }) => data.reason)).toEqual([
      'no tags',
      'none passes',
      'no tags',
    ]);
  });

  it('takes another time for no news', () => {
    const log = testLog();
    const reporter = createReporter(log);
    for (const left of [53, 33]) {
      const what = `left alone for ${left} s`;
      reporter.report(own, skipped(what), undefined);
      reporter.problems([new Error(what)]);
    }
    expect(log.entries).toHaveLength(2);
  });

  it('says once that a write fails, until it fails in another way', () => {
    const log = testLog();
    const reporter = createReporter(log);
    const decision: Decision = { kind: 'change', change, verdicts: [] };
    for (const what of ['is protected', 'is protected', 'is gone']) {
      const error = new TagboatError('unauthorized', { where: 'main', what });
      reporter.report(own, decision, { kind: 'failed', change, error });
    }
    expect(log.entries.map(({ message }) => message)).toEqual([
      'image was not written',
      'image was not written',
    ]);
  });

  it('says every write', () => {
    const log = testLog();
    const reporter = createReporter(log);
    const decision: Decision = { kind: 'change', change, verdicts: [] };
    for (const _ of [1, 2]) reporter.report(own, decision, { kind: 'written', change });
    expect(log.entries).toHaveLength(2);
  });

  it('says a problem once, and again when it comes back', () => {
    const log = testLog();
    const reporter = createReporter(log);
    for (const problems of [[new Error('a')], [new Error('a')], [], [new Error('a')]]) {
      reporter.problems(problems);
    }
    expect(log.entries).toHaveLength(2);
  });

  it('forgets Watches that are gone', () => {
    const log = testLog();
    const reporter = createReporter(log);
    reporter.report(own, skipped('no tags'), undefined);
    reporter.keepOnly([]);
    reporter.report(own, skipped('no tags'), undefined);
    expect(log.entries).toHaveLength(2);
  });
});
