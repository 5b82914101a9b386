import { describe, expect, it } from '@jest/globals';
import { ended } from '../../../src/cli/io.ts';

describe('ended', () => {
  it('resolves when the process is asked to end', async () => {
    const ending = new AbortController();
    const waiting = ended(ending);
    ending.abort();
    await expect(waiting).resolves.toBeUndefined();
  });

  it('resolves when it was asked before', async () => {
    await expect(ended({ signal: AbortSignal.abort() })).resolves.toBeUndefined();
  });
});
