import { writeSync } from 'node:fs';
import { describe } from '@jest/globals';
import { skipReason } from '../build/binaries.ts';
import type { PartName } from '../build/recipes.ts';

/**
 * A `describe` that needs real parts. Where one is missing it is skipped, and the reason printed.
 * @throws Error where one is missing although `CI` is set
 */
export function describeReal(parts: readonly PartName[], name: string, tests: () => void): void {
  describeUnless(skipReason(parts), name, tests);
}

/**
 * A `describe` that is skipped, and says why, when there is a reason to.
 * @throws Error when there is one although `CI` is set
 */
export function describeUnless(reason: string | undefined, name: string, tests: () => void): void {
  if (reason === undefined) {
    describe(name, tests);
    return;
  }
  if (process.env.CI) throw new Error(`The real tier may skip nothing in CI. ${reason}`);
  // Jest names no skipped suites and keeps what is written by way of `process`.
  writeSync(2, `skipped: ${name}: ${reason}\n`);
  describe.skip(name, tests);
}
