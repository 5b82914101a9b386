import { describe, expect, it } from '@jest/globals';
import { editsOf, outcomesOf } from '../../../src/controller/outcomes.ts';
import { TagboatError } from '../../../src/model/errors.ts';
import type { Change, Decision } from '../../../src/model/plan.ts';
import { watch } from '../../support/watches.ts';

const to = { registry: 'ghcr.io', repository: 'acme/back', tag: 'v1.0.3' };
const change: Change = { watch: watch({ alias: 'back' }), to };
const changing: Decision = { kind: 'change', change, verdicts: [] };
const beside = watch({ alias: 'worker' });
const current: Decision = { kind: 'current', watch: beside, image: to, verdicts: [] };
const elsewhere: Decision = {
  ...current,
  watch: watch({ app: { namespace: 'argocd', name: 'front' } }),
};

describe('editsOf', () => {
  it('writes what is current beside what changes in the same Application', () => {
    expect(editsOf([changing, current, elsewhere])).toEqual([
      change,
      { watch: beside, from: to, to },
    ]);
  });

  it('is empty when nothing changes', () => {
    expect(editsOf([current, elsewhere])).toEqual([]);
  });
});

describe('outcomesOf', () => {
  const error = new TagboatError('conflict', { where: 'x', what: 'y' });

  it('gives the outcome to what changes, and to nothing else', () => {
    expect(outcomesOf([changing, current], { kind: 'failed', error })).toEqual([
      { watch: change.watch, decision: changing, outcome: { kind: 'failed', error, change } },
      { watch: beside, decision: current },
    ]);
  });

  it('leaves the outcome open when nothing was written', () => {
    expect(outcomesOf([changing], undefined)[0]?.outcome).toBeUndefined();
  });
});
