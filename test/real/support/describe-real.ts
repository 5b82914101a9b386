import { writeSync } from 'node:fs';
import { describe } from '@jest/globals';
import { skipReason } from '../build/binaries.ts';
import type { PartName } from '../build/recipes.ts';

/**
 * A `describe` that needs real parts. Where one is missing it is skipped, and the reason printed.
 * @throws Error where one is missing although `CI` is set
 */
export function describeReal(parts: readonly PartName[], name: string, tests: () => void): void {
  const reason = skipReason(parts);
  if (reason === undefined) {
    describe(name, tests);
    return;
  }
  // Jest names no skipped suites and keeps what is written by way of `process`.
  writeSync(2, `skipped: ${name}: ${reason}\n`);
  describe.skip(name, tests);
}
