import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSynth } from '../../charts/synth/command.ts';
import { checkSecretKeys } from '../../infra/environment/checks/secret-keys.ts';
import { checkEnvironment } from '../../infra/environment/checks.ts';
import { readEnvironment } from '../../infra/environment.ts';
import { orThrow } from '../../src/model/errors.ts';

const FOLDER = join(import.meta.dirname, '../../examples/environment');

function example(env: string) {
  const file = `Pulumi.${env}.yaml`;
  return orThrow(readEnvironment(readFileSync(join(FOLDER, file), 'utf8'), file));
}

describe.each(['dev', 'prod'])('the example environment %s', (env) => {
  const { environment, secretKeys } = example(env);
  const named = checkSecretKeys(environment, []).map(({ found }) => found);

  it('is that of its file, and holds no secret yet', () => {
    expect(environment.name).toBe(env);
    expect(secretKeys).toEqual([]);
  });

  it('has no pitfall once its secrets are set', () => {
    expect(checkEnvironment(environment, named)).toEqual([]);
  });

  it('has all its secrets in the instructions', () => {
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    const missing = named.filter(
      (key) => !readme.includes(`pulumi config set --secret tagboat:${key} -s prod\n`),
    );
    expect(missing).toEqual([]);
  });

  describe('synthesized', () => {
    let out: string;
    const told: string[] = [];
    const collect = (text: string) => void told.push(text);

    beforeAll(() => {
      out = mkdtempSync(join(tmpdir(), 'tagboat-example-'));
    });
    afterAll(() => rmSync(out, { recursive: true }));

    it('gives every service its Application', () => {
      const args = ['--env', env, '--dir', FOLDER, '--out', out];
      const exit = runSynth(args, { out: collect, err: collect });
      expect({ exit, told: exit === 0 ? [] : told }).toEqual({ exit: 0, told: [] });
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
      const applications = environment.services.map(({ name, team }) =>
        join('argo-apps/clusters', env, team, `${name}.yaml`),
      );
      expect(files).toEqual(expect.arrayContaining(applications));
    });
  });
});

it('gives the example environments, whose services are Helm charts, a branch each', () => {
  const branches = ['dev', 'prod'].map((env) => example(env).environment.gitops.branch);
  expect(branches).toEqual(['dev', 'main']);
});
