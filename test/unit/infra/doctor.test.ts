import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const DOCTOR = join(import.meta.dirname, '../../../infra/doctor.ts');
const ENVIRONMENT = 'gitops: { repository: https://github.com/acme/gitops }';

describe('npm run doctor', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-doctor-'));
    write('good', `{ name: good, ${ENVIRONMENT} }`);
    write('bad', `{ name: bad, delivery: gitop, ${ENVIRONMENT} }`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('ends with 0 when nothing is wrong', () => {
    const { status, stdout } = doctor('--env', 'good', '--dir', folder);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${join(folder, 'Pulumi.good.yaml')}: nothing is wrong\n`,
    });
  });

  it('ends with 1 when something is, and says what', () => {
    const { status, stdout } = doctor('--env', 'bad', '--dir', folder);
    expect(status).toBe(1);
    expect(stdout).toContain('did you mean gitops?');
  });

  it.each([[[]], [['--env', 'missing']], [['--evn', 'good']]])(
    'ends with 2 and the usage on %j',
    (args) => {
      const { status, stderr } = doctor(...args, '--dir', folder);
      expect(status).toBe(2);
      expect(stderr).toContain('usage: npm run doctor -- --env prod [--dir .]');
    },
  );

  function write(env: string, value: string): void {
    writeFileSync(join(folder, `Pulumi.${env}.yaml`), `config:\n  tagboat:environment: ${value}\n`);
  }
});

function doctor(...args: readonly string[]) {
  return spawnSync(process.execPath, [DOCTOR, ...args], { encoding: 'utf8' });
}
