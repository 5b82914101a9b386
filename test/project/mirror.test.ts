import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

/** Files whose behaviour only shows through a whole process or server: see the contract and real tests. */
const WITHOUT_UNIT_TEST = [
  // a schema, and no more: what it takes is tested where it is read, test/unit/infra/environment.test.ts
  'infra/environment/names.ts',
  'infra/environment/platform.ts',
  'infra/environment/registries.ts',
  'infra/environment/services.ts',
  // put the parts together, and do nothing else: test/project/examples.test.ts, and for the updater
  // test/contract/updater and test/contract/process.test.ts
  'charts/main.ts',
  'infra/index.ts',
  'src/cli/open-registry.ts',
  'src/cli/open-stages.ts',
  'src/cli/open-updater.ts',
  'src/main.ts',
  // types only
  'charts/context.ts',
  'src/controller/stages.ts',
  'src/model/application.ts',
  'src/model/json-patch.ts',
  'src/model/plan.ts',
  'src/model/verdict.ts',
  'src/ports.ts',
  'src/sources/source.ts',
  'src/select/strategy.ts',
  'src/writeback/git-job.ts',
];

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

describe('unit tests mirror the sources', () => {
  const sources = ['src', 'infra', 'charts'].flatMap(filesUnder);
  const tests = filesUnder('test/unit');
  const testOf = (source: string) =>
    join('test/unit', source.replace(/^src\//, '')).replace(/\.ts$/, '.test.ts');

  it('gives every source file a test', () => {
    const untested = sources.filter((file) => !tests.includes(testOf(file)));
    expect(untested.toSorted()).toEqual(WITHOUT_UNIT_TEST.toSorted());
  });

  it('keeps no test of a file that is gone', () => {
    const mirrored = sources.map(testOf);
    expect(tests.filter((file) => !mirrored.includes(file))).toEqual([]);
  });
});
