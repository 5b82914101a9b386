import * as fc from 'fast-check';
import type { PolicySpec } from '../../src/model/policy.ts';

/** Few small numbers, so that ties and boundaries are frequent. */
const version = fc
  .tuple(
    fc.constantFrom('', 'v'),
    fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '', '-rc.1', '-rc.2', '-alpine', '-0', '-20251114'),
  )
  .map(([v, numbers, tail]) => `${v}${numbers.join('.')}${tail}`);

const trap = fc.constantFrom(
  '20251113',
  '20251114',
  '20251114-173059',
  '20251114-073059',
  '2025.11.14',
  '2025.12.1',
  'a1b2c3d',
  '1234567',
  'latest',
  `sha256-${'0'.repeat(64)}.sig`,
);

/** Tags as a registry may list them, hostile ones included. */
export const anyTag = fc.oneof(
  { weight: 6, arbitrary: version },
  { weight: 3, arbitrary: trap },
  { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) },
);

const semver = fc.record({
  strategy: fc.constant('semver' as const),
  constraint: fc.constantFrom('', '*-0', '1', '^1', '>=1-0 <3', '!=2', '0.x || >2', '>=2'),
});

const other = fc.constantFrom<Partial<PolicySpec>>(
  { strategy: 'alphabetical' },
  { strategy: 'calver', format: 'YYYY.MM.MICRO' },
  { strategy: 'numerical' },
  { strategy: 'numerical', extract: '^v?(\\d+)' },
);

const filters = fc.record({
  allowTags: fc.constantFrom('', '', 'any', 'regexp:.*', 'regexp:^v', 'regexp:^[0-9]'),
  ignoreTags: fc.constantFrom([], [], ['*-rc*'], ['latest', '2*']),
});

/** Policies that decide by the names of the tags alone. */
export const anyNamePolicy: fc.Arbitrary<Partial<PolicySpec>> = fc
  .tuple(fc.oneof(semver, other), filters)
  .map(([strategy, rest]) => ({ ...strategy, ...rest }));
