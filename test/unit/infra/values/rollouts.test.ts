import { describe, expect, it } from '@jest/globals';
import { rolloutsValues } from '../../../../infra/values/rollouts.ts';
import { unknownKeys } from '../../../support/chart-keys.ts';
import { devEnvironment, prodEnvironment } from '../../../support/environments.ts';

describe('values of Argo Rollouts', () => {
  it.each([
    ['dev', devEnvironment(), false],
    ['prod', prodEnvironment(), true],
  ])('are known to its chart, for %s', (_name, { rollouts }, dashboard) => {
    const values = rolloutsValues(rollouts);
    expect(unknownKeys('argo-rollouts', values)).toEqual([]);
    expect(values).toEqual({ dashboard: { enabled: dashboard, readonly: dashboard } });
  });
});
