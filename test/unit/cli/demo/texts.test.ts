import { describe, expect, it } from '@jest/globals';
import { decisionLines } from '../../../../src/cli/demo/texts.ts';
import { TagboatError } from '../../../../src/model/errors.ts';
import { watch } from '../../../support/watches.ts';

describe('decisionLines', () => {
  it('has a line for every tag', () => {
    const verdicts = [{ tag: 'v1', code: 'taken', reason: 'highest' }] as const;
    const image = { registry: '', repository: 'nginx', tag: 'v1' };
    const lines = decisionLines({ kind: 'current', watch: watch(), image, verdicts });
    expect(lines).toEqual(['✓ v1  taken  highest']);
  });

  it('has none where nothing was decided', () => {
    const error = new TagboatError('unavailable', { where: 'registry', what: 'timed out' });
    expect(decisionLines({ kind: 'failed', watch: watch(), error })).toEqual([]);
  });
});
